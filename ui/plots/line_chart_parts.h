// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/chart_legend.h"
#include "ui/plots/chart_series.h"
#include "ui/plots/line_chart.h"

#include <optional>
#include <vector>

class QCPGraph;
class QCPItemText;
class QCPItemStraightLine;
class QCustomPlot;

namespace espalier {

struct LineChart::Parts : public QObject {
    struct Line {
        SeriesData data;
        Style style;
        QCPGraph* raw = nullptr;
        QCPGraph* smooth = nullptr;     ///< over `raw`, where the series is smoothed
    };

    Parts(LineChart* chart, bool asSparkline);

    int add(const QString& name, const Style& style);
    void removeAll();
    /// Something to draw has changed: draws it soon, or when the chart is shown again.
    void touch();
    void drawIfVisible();
    void follow();          ///< ranges from the data
    void restyle();         ///< colours, fonts, number formats
    void updateLegend();
    void placeDots();
    void placeMarker();
    void zoom(double factor);
    void pan(double share);
    void hover(const QPoint& position);
    QString describe() const;
    QColor colorOf(const Line& line) const;
    bool eventFilter(QObject* watched, QEvent* event) override;

    LineChart* chart;
    QCustomPlot* plot;
    ChartLegend* legend;
    ChartOverlay* overlay;
    QCPItemStraightLine* markerLine = nullptr;
    QCPItemText* markerText = nullptr;
    std::vector<Line> lines;
    std::optional<std::pair<double, double>> fixedX;
    QString xLabel, yLabel;
    double smoothing = 0.9;
    bool sparkline, logarithmic = false, logarithmicX = false, following = true, dirty = true;

private:
    void buildInteraction();
    void setLogTicker(double low, double high);
    std::pair<double, double> roomForDots(double low, double high) const;
};

}
