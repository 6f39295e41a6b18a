// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/chart_series.h"

#include <QMap>

#include <cmath>

namespace espalier {

void Bounds::add(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
    if (value > 0) lowPositive = std::min(lowPositive, value);
}

void Bounds::add(const Bounds& other) {
    low = std::min(low, other.low);
    high = std::max(high, other.high);
    lowPositive = std::min(lowPositive, other.lowPositive);
}

double MovingAverage::next(double value) {
    if (!std::isfinite(value)) return value;
    m_sum = m_strength * m_sum + (1 - m_strength) * value;
    m_weight = m_strength * m_weight + (1 - m_strength);
    return m_sum / m_weight;
}

void SeriesData::append(double atX, double value, bool smoothed) {
    x.append(atX);
    y.append(value);
    xBounds.add(atX);
    yBounds.add(value);
    if (smoothed) smooth.append(average.next(value));
}

void SeriesData::resmooth(double strength, bool smoothed) {
    average = MovingAverage(strength);
    smooth.clear();
    if (!smoothed) return;
    smooth.reserve(y.size());
    for (const double value : y) smooth.append(average.next(value));
}

void SeriesData::clear(double strength) {
    x.clear();
    y.clear();
    smooth.clear();
    xBounds = yBounds = {};
    average = MovingAverage(strength);
}

namespace {

QByteArray field(QString text) {
    if (text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('"')) || text.contains(QLatin1Char('\n')))
        text = QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
    return text.toUtf8();
}

}

QByteArray seriesCsv(const QString& xName, const QVector<const SeriesData*>& series) {
    QMap<double, QVector<QByteArray>> rows;     // by x, in order
    QByteArray csv = field(xName);
    int columns = 0;
    const auto column = [&](const QString& name, const QVector<double>& x, const QVector<double>& y) {
        csv += ',' + field(name);
        for (qsizetype i = 0; i < x.size(); ++i) {
            auto& row = rows[x[i]];
            row.resize(columns + 1);
            row[columns] = QByteArray::number(y[i], 'g', 17);
        }
        ++columns;
    };
    for (const auto* one : series) {
        column(one->name, one->x, one->y);
        if (!one->smooth.isEmpty()) column(one->name + QLatin1String(" (smoothed)"), one->x, one->smooth);
    }
    csv += '\n';
    for (auto row = rows.begin(); row != rows.end(); ++row) {
        row->resize(columns);
        csv += QByteArray::number(row.key(), 'g', 17);
        for (const QByteArray& value : *row) csv += ',' + value;
        csv += '\n';
    }
    return csv;
}

}
