// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/layer_chart.h"

#include "ui/plots/plot_theme.h"
#include "ui/widgets/theme.h"

#include "ui/plots/qcp.h"

#include <algorithm>
#include <cmath>

namespace espalier {

namespace {

constexpr int kColumns = 80; ///< of the strip; what is reported lies at uneven steps

QColor mixed(const QColor& low, const QColor& high, double share) {
    const auto mix = [&](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return {mix(low.red(), high.red()), mix(low.green(), high.green()), mix(low.blue(), high.blue())};
}

}

struct LayerChart::Parts {
    explicit Parts(QWidget* owner) : plot(new QCustomPlot(owner)), map(new QCPColorMap(plot->xAxis, plot->yAxis)) {
        plot->setAttribute(Qt::WA_TransparentForMouseEvents);
        plot->setFocusPolicy(Qt::NoFocus);
        plot->axisRect()->setupFullAxesBox(false);
        plot->axisRect()->setMinimumMargins({4, 4, 4, 4});
        plot->xAxis2->setVisible(false);
        plot->yAxis2->setVisible(true);
        plot->yAxis2->setTickLabels(true);
        map->setInterpolate(false);
        map->setTightBoundary(true);
    }

    /// The newest column at or before a step; −1: none yet.
    qsizetype columnAt(double step) const {
        return std::upper_bound(steps.begin(), steps.end(), step) - steps.begin() - 1;
    }

    void fill() {
        const int layers = static_cast<int>(names.size());
        map->data()->setSize(kColumns, layers);
        map->data()->setRange({0, lastStep}, {0, static_cast<double>(layers - 1)});
        double most = 0;
        for (const auto& column : values)
            for (double value : column) most = std::max(most, value);
        for (int x = 0; x < kColumns; ++x) {
            const qsizetype column = columnAt(lastStep * (x + 1) / kColumns);
            const bool past = !steps.isEmpty() && lastStep * x / kColumns <= steps.last();
            for (int y = 0; y < layers; ++y) {
                const double value = column >= 0 && past ? values[column][y] : 0;
                // By the root: layers differ tenfold, and the slow ones count too.
                map->data()->setCell(x, y, most > 0 ? std::sqrt(value / most) : 0);
            }
        }
        map->setDataRange({0, 1});
    }

    void label() {
        QSharedPointer<QCPAxisTickerText> left(new QCPAxisTickerText), right(new QCPAxisTickerText);
        for (int layer = 0; layer < names.size(); ++layer) {
            left->addTick(layer, names[layer]);
            right->addTick(layer, text && !values.isEmpty() ? text(values.last()[layer]) : QString());
        }
        plot->yAxis->setTicker(left);
        plot->yAxis2->setTicker(right);
        const QCPRange rows(-0.5, std::max<double>(0.5, static_cast<double>(names.size()) - 0.5));
        plot->yAxis->setRange(rows);
        plot->yAxis2->setRange(rows);
        plot->xAxis->setRange(0, std::max(1.0, lastStep));
    }

    void restyle() {
        const Theme& theme = Theme::instance();
        themePlot(plot);
        for (QCPAxis* axis : {plot->xAxis, plot->yAxis, plot->yAxis2}) {
            axis->grid()->setVisible(false);
            axis->setBasePen(QPen(Qt::NoPen));
        }
        QCPColorGradient gradient;
        gradient.clearColorStops();
        gradient.setColorStopAt(0, theme.color(Tone::Track));
        gradient.setColorStopAt(0.02, mixed(theme.color(Tone::AccentSoft), theme.color(Tone::Accent), 0.1));
        gradient.setColorStopAt(1, theme.color(Tone::Accent));
        map->setGradient(gradient);
    }

    void draw(bool visible) {
        dirty = !visible;
        if (visible) plot->replot(QCustomPlot::rpQueuedReplot);
    }

    QCustomPlot* plot;
    QCPColorMap* map;
    QStringList names;
    QVector<double> steps;
    QVector<QVector<double>> values;
    double lastStep = 1;
    ValueText text = nullptr;
    bool dirty = false;
};

LayerChart::LayerChart(QWidget* parent) : QWidget(parent), m(std::make_shared<Parts>(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m->plot);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&Theme::instance(), &Theme::changed, this, &LayerChart::retheme);
    m->restyle();
}

void LayerChart::setData(const QStringList& names, const QVector<double>& steps, const QVector<QVector<double>>& values, double lastStep, ValueText text) {
    m->names = names;
    m->steps = steps;
    m->values = values;
    m->lastStep = std::max(lastStep, steps.isEmpty() ? 1.0 : steps.last());
    m->text = text;
    m->fill();
    m->label();
    m->draw(isVisible());
    QStringList said;
    for (int layer = layerCount() - 1; layer >= 0; --layer) said << names[layer] + QLatin1Char(' ') + valueText(layer);
    setAccessibleDescription(said.join(QStringLiteral(", ")));
}

void LayerChart::clear() { setData({}, {}, {}, 1, nullptr); }

int LayerChart::layerCount() const { return static_cast<int>(m->names.size()); }

QString LayerChart::valueText(int layer) const {
    return m->text && !m->values.isEmpty() ? m->text(m->values.last().value(layer)) : QString();
}

void LayerChart::retheme() {
    m->restyle();
    m->draw(isVisible());
}

void LayerChart::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m->dirty) m->draw(true);
}

}
