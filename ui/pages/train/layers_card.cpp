// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/layers_card.h"

#include "ui/bridge/strings.h"
#include "ui/plots/layer_chart.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier {

namespace {

constexpr int kRowHeight = 15, kLeast = 90, kMost = 220, kAxis = 26;

/// "layer 3" in the language of the window.
QString layerTitle(const std::string& name) {
    if (name == "embeddings") return LayersCard::tr("embeddings");
    if (name == "head") return LayersCard::tr("head");
    const QString text = toQString(name);
    return text.startsWith(QLatin1String("layer ")) ? LayersCard::tr("layer %1").arg(text.mid(6)) : text;
}

QString changeText(double value) {
    if (value <= 0) return LayersCard::tr("unmoved");
    const double percent = 100 * value;
    return LayersCard::tr("%1 %").arg(QLocale().toString(percent, 'f', percent < 1 ? 2 : percent < 10 ? 1 : 0));
}

QString gradientText(double value) {
    return value <= 0 ? LayersCard::tr("none") : QLocale().toString(value, 'g', 2);
}

}

LayersCard::LayersCard(QWidget* parent) : Card(parent) {
    setObjectName(QStringLiteral("train.layers"));
    setTitle(tr("Layers"), tr("over the run; the numbers are the newest"));
    m_change = tabButton(tr("moved since the start"), this);
    m_change->setObjectName(QStringLiteral("train.layers.change"));
    m_gradient = tabButton(tr("gradient"), this);
    m_gradient->setObjectName(QStringLiteral("train.layers.gradient"));
    m_change->setToolTip(tr("‖θ − θ₀‖ / ‖θ₀‖ of the weights that learn in each layer"));
    m_gradient->setToolTip(tr("Norm of the gradient in each layer, before clipping"));
    auto* group = new QButtonGroup(this);
    for (QPushButton* button : {m_change, m_gradient}) {
        group->addButton(button);
        trailing()->addWidget(button);
    }
    m_change->setChecked(true);
    body()->addWidget(m_chart = new LayerChart(this));
    m_chart->setObjectName(QStringLiteral("train.layers.chart"));
    m_chart->setAccessibleName(tr("Layers over the run"));
    connect(group, &QButtonGroup::buttonClicked, this, &LayersCard::draw);
    hide();
}

void LayersCard::clear() {
    m_layers.clear();
    m_drawn = 0;
    hide();
}

void LayersCard::update(const RunCurves& curves) {
    if (curves.layers.size() == m_drawn) return;
    m_drawn = curves.layers.size();
    m_layers = curves.layers;
    m_lastStep = curves.started ? static_cast<double>(curves.started->steps) : 1;
    m_chart->setFixedHeight(std::clamp(kAxis + kRowHeight * static_cast<int>(m_layers.back().names.size()), kLeast, kMost));
    show();
    draw();
}

void LayersCard::draw() {
    if (m_layers.empty()) return;
    const bool change = m_change->isChecked();
    const auto& names = m_layers.back().names;
    QStringList titles;
    for (const std::string& name : names) titles << layerTitle(name);
    QVector<double> steps;
    QVector<QVector<double>> values;
    for (const LayersEvent& event : m_layers) {
        const auto& numbers = change ? event.weightChange : event.gradNorm;
        if (numbers.size() != names.size()) continue;
        steps << static_cast<double>(event.step);
        values << QVector<double>(numbers.begin(), numbers.end());
    }
    m_chart->setData(titles, steps, values, m_lastStep, change ? changeText : gradientText);
}

void LayersCard::retheme() {
    m_chart->retheme();
}

}
