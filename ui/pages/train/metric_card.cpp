// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/metric_card.h"

#include "ui/plots/line_chart.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace espalier {

MetricCard::MetricCard(const QString& name, Tone tone, QWidget* parent) : Card(parent) {
    auto* row = new QHBoxLayout;
    row->addWidget(m_name = mutedLabel(name, this), 1);
    m_name->setWordWrap(false);
    row->addWidget(m_value = boldLabel(QStringLiteral("–"), this));
    body()->addLayout(row);
    m_chart = new LineChart(this, true);
    m_chart->addSeries(name, {tone});
    m_chart->setMinimumHeight(40);
    body()->addWidget(m_chart, 1);
    body()->addWidget(m_note = mutedLabel(QString(), this));
    m_note->hide();
    setName(name);
}

void MetricCard::setName(const QString& name) {
    m_name->setText(name);
    m_chart->setSeriesName(0, name);
    m_chart->setAccessibleName(name);
}

void MetricCard::setCurve(const Curve& curve, const QString& value) {
    m_chart->setData(0, QVector<double>(curve.x.begin(), curve.x.end()),
                     QVector<double>(curve.y.begin(), curve.y.end()));
    m_value->setText(value);
    m_chart->setAccessibleDescription(value);
}

void MetricCard::setNote(const QString& note) {
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void MetricCard::retheme() {
    m_chart->retheme();
}

}
