// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>

#include <limits>

namespace espalier {

/// Running bounds of what was seen; what is not finite is left out.
struct Bounds {
    double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
    double lowPositive = std::numeric_limits<double>::infinity();
    bool empty() const { return low > high; }
    void add(double value);
    void add(const Bounds& other);
};

/// Exponential moving average with bias correction (Kingma & Ba 2015, section 3); what is not finite is passed over.
class MovingAverage {
public:
    explicit MovingAverage(double strength = 0) : m_strength(strength) {}
    double next(double value);

private:
    double m_strength, m_sum = 0, m_weight = 0;
};

/// A series' numbers, apart from how they are drawn.
struct SeriesData {
    QString name;
    QVector<double> x, y, smooth;       ///< `smooth` is as long as `y` where the series is smoothed, else empty
    Bounds xBounds, yBounds;
    MovingAverage average;

    void append(double atX, double value, bool smoothed);
    void resmooth(double strength, bool smoothed);
    void clear(double strength);
};

/// "step,training,validation" and a row for each x that some series has; numbers so that they read back exactly.
QByteArray seriesCsv(const QString& xName, const QVector<const SeriesData*>& series);

}
