// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/chart_legend.h"
#include "ui/widgets/theme.h"

#include <QVector>
#include <QWidget>

#include <memory>

namespace espalier {

/// Curves over steps on QCustomPlot, themed by the tokens. Zoom by wheel and drag, double click shows all, hover shows
/// values, queued replots; nothing is drawn while hidden. 100,000 points a series pan smoothly.
class LineChart : public QWidget {
    Q_OBJECT
public:
    struct Style {
        Tone tone = Tone::Blue;
        bool smoothed = false;      ///< faint raw line under its moving average (setSmoothing)
        bool dots = false;          ///< few points: a dot at each
        Qt::PenStyle pen = Qt::SolidLine;       ///< one of many lines: told apart by more than its colour
        Marker marker = Marker::Disc;           ///< of its dots
    };

    explicit LineChart(QWidget* parent = nullptr, bool sparkline = false);     ///< sparkline: no axes, no interaction

    /// Returns the series' number. The name is in legend, hover and export.
    int addSeries(const QString& name, const Style& style);
    void setSeriesName(int series, const QString& name);
    void append(int series, double x, double y);
    void setData(int series, const QVector<double>& x, const QVector<double>& y);
    void clearData();               ///< keeps the series
    void clearSeries();
    int seriesCount() const;
    int pointCount(int series) const;

    void setAxisLabels(const QString& x, const QString& y);
    void setXRange(double from, double to);     ///< fixed until showAll() by the user; else it follows the data
    void setSmoothing(double strength);         ///< 0 … 0.99, bias-corrected exponential average
    void setLogarithmic(bool on);
    void setLogarithmicX(bool on);              ///< x above 0, ticks at powers of ten
    void setMarker(double x, const QString& text = {});     ///< dashed vertical line
    void clearMarker();
    void showAll();
    bool exportPng(const QString& file);        ///< at twice the size on the screen, names included
    bool exportCsv(const QString& file) const;  ///< a row a step, a column a series (and its moving average)
    void retheme();

    /// The values drawn for a series: its data, or their moving average where it is smoothed.
    QVector<double> shownValues(int series) const;

protected:
    void showEvent(QShowEvent*) override;
    void keyPressEvent(QKeyEvent*) override;    ///< arrows pan, plus and minus zoom, Home shows all
    void changeEvent(QEvent*) override;

private:
    struct Parts;
    std::shared_ptr<Parts> m;
};

}
