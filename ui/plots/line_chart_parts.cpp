// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/line_chart_parts.h"

#include "ui/plots/plot_theme.h"

#include "ui/plots/qcp.h"

#include <QAccessible>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace espalier {

namespace {

constexpr double kDotRoom = 6; ///< pixels
constexpr int kLeastWidth = 200; ///< of a plot that has no place yet

QColor faint(const QColor& color) {
    // Mixed, not transparent: a line that crosses itself would show its overlaps.
    const QColor ground = Theme::instance().color(Tone::Surface);
    const auto mix = [](int a, int b) { return int(a * 0.34 + b * 0.66); };
    return {mix(color.red(), ground.red()), mix(color.green(), ground.green()), mix(color.blue(), ground.blue())};
}

QCPScatterStyle::ScatterShape shapeOf(Marker marker) {
    switch (marker) {
    case Marker::Square: return QCPScatterStyle::ssSquare;
    case Marker::Triangle: return QCPScatterStyle::ssTriangle;
    case Marker::Diamond: return QCPScatterStyle::ssDiamond;
    case Marker::Disc: break;
    }
    return QCPScatterStyle::ssDisc;
}

std::pair<double, double> padded(double low, double high, double share) {
    const double span = high > low ? high - low : std::max(std::abs(high), 1.0) * 0.1;
    return {low - span * share, high + span * share};
}

}

LineChart::Parts::Parts(LineChart* chart_, bool asSparkline) :
    chart(chart_), plot(new QCustomPlot(chart_)), legend(new ChartLegend(chart_)), overlay(new ChartOverlay(plot)), sparkline(asSparkline) {
    auto* layout = new QVBoxLayout(chart);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(legend);
    layout->addWidget(plot, 1);
    legend->hide();
    plot->setNoAntialiasingOnDrag(true);
    plot->setFocusPolicy(Qt::NoFocus);
    plot->axisRect()->setupFullAxesBox(false);
    if (sparkline) {
        for (auto* axis : plot->axisRect()->axes()) axis->setVisible(false);
        plot->axisRect()->setAutoMargins(QCP::msNone);
        plot->axisRect()->setMargins({2, 3, 2, 3});
        plot->setAttribute(Qt::WA_TransparentForMouseEvents);
        overlay->hide();
    } else {
        buildInteraction();
    }
    restyle();
}

void LineChart::Parts::buildInteraction() {
    plot->xAxis2->setVisible(false);
    plot->yAxis2->setVisible(false);
    plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    plot->axisRect()->setMinimumMargins({8, 8, 12, 8});
    chart->setFocusPolicy(Qt::StrongFocus);
    plot->installEventFilter(this);
    const auto takenOver = [this] {
        following = false;
        overlay->clear();
    };
    QObject::connect(plot, &QCustomPlot::mouseWheel, this, takenOver);
    QObject::connect(plot, &QCustomPlot::mousePress, chart, [this] { chart->setFocus(Qt::MouseFocusReason); });
    QObject::connect(plot, &QCustomPlot::mouseMove, this, [this, takenOver](QMouseEvent* event) {
        if (event->buttons() & Qt::LeftButton) takenOver();
        else hover(event->pos());
    });
    QObject::connect(plot, &QCustomPlot::mouseDoubleClick, chart, [this] { chart->showAll(); });
}

bool LineChart::Parts::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::Leave) overlay->clear();
    if (event->type() == QEvent::Resize) overlay->resize(plot->size());
    return false;
}

int LineChart::Parts::add(const QString& name, const Style& style) {
    Line line;
    line.data.name = name;
    line.data.average = MovingAverage(smoothing);
    line.style = style;
    line.raw = plot->addGraph();
    if (style.smoothed) line.smooth = plot->addGraph();
    lines.push_back(std::move(line));
    restyle();
    updateLegend();
    return int(lines.size()) - 1;
}

void LineChart::Parts::removeAll() {
    lines.clear();
    plot->clearGraphs();
    following = true;
    updateLegend();
    touch();
}

void LineChart::Parts::touch() {
    dirty = true;
    drawIfVisible();
}

void LineChart::Parts::drawIfVisible() {
    if (!dirty || !chart->isVisible()) return;
    dirty = false;
    if (following) follow();
    placeDots();
    overlay->clear();
    plot->replot(QCustomPlot::rpQueuedReplot);
    if (QAccessible::isActive()) chart->setAccessibleDescription(describe());
}

void LineChart::Parts::follow() {
    Bounds x, y;
    for (const Line& line : lines) {
        x.add(line.data.xBounds);
        y.add(line.data.yBounds);
    }
    if (fixedX || !x.empty()) {
        const auto [from, to] = fixedX ? *fixedX : std::pair(x.low, x.high > x.low ? x.high : x.low + 1);
        const auto [low, high] = roomForDots(from, to);
        plot->xAxis->setRange(low, high);
    }
    if (y.empty()) return;
    if (logarithmic && std::isfinite(y.lowPositive)) {
        const double high = std::max(y.high, y.lowPositive * 1.05);
        plot->yAxis->setRange(y.lowPositive / 1.06, high * 1.06);
        setLogTicker(y.lowPositive, high);
    } else {
        const auto [low, high] = padded(y.low, y.high, sparkline ? 0.08 : 0.05);
        plot->yAxis->setRange(low, high);
    }
}

/// The range, wider by what a dot at its end needs: the frame would cut it in half.
std::pair<double, double> LineChart::Parts::roomForDots(double low, double high) const {
    if (sparkline || logarithmicX || std::none_of(lines.begin(), lines.end(), [](const Line& line) { return line.style.dots; })) return {low, high};
    const double room = (high - low) * kDotRoom / std::max(kLeastWidth, plot->axisRect()->width());
    return {low - room, high + room};
}

void LineChart::Parts::setLogTicker(double low, double high) {
    QSharedPointer<QCPAxisTickerLog> ticker(new QCPAxisTickerLog);
    ticker->setLogBase(high / low < 50 ? 2 : 10);   // powers of ten alone would leave a narrow range without a tick
    ticker->setSubTickCount(0);
    plot->yAxis->setTicker(ticker);
}

void LineChart::Parts::placeMarker() {
    if (!markerLine) {
        markerLine = new QCPItemStraightLine(plot);
        markerText = new QCPItemText(plot);
        // By share of the height: on a logarithmic axis zero has no place.
        for (auto* end : {markerLine->point1, markerLine->point2}) end->setTypeY(QCPItemPosition::ptAxisRectRatio);
        markerText->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
        markerText->setPadding({0, 2, 6, 0});
        markerText->position->setTypeX(QCPItemPosition::ptPlotCoords);
        markerText->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        restyle();
    }
}

void LineChart::Parts::zoom(double factor) {
    following = false;
    plot->xAxis->scaleRange(factor);
    touch();
}

void LineChart::Parts::pan(double share) {
    following = false;
    const QCPRange range = plot->xAxis->range();
    if (logarithmicX) {
        const double factor = std::pow(range.upper / range.lower, share);
        plot->xAxis->setRange(range.lower * factor, range.upper * factor);
    } else {
        plot->xAxis->moveRange(range.size() * share);
    }
    touch();
}

void LineChart::Parts::hover(const QPoint& position) {
    const QRect area = plot->axisRect()->rect();
    QVector<ChartOverlay::Value> values;
    double snapped = plot->xAxis->pixelToCoord(position.x());
    const double pointer = snapped;
    bool first = true;
    for (const Line& line : lines) {
        const auto& x = line.data.x;
        if (x.isEmpty() || !area.contains(position)) continue;
        auto i = std::lower_bound(x.begin(), x.end(), pointer) - x.begin();
        if (i == x.size() || (i > 0 && pointer - x[i - 1] < x[i] - pointer)) --i;
        if (first) snapped = x[i];
        first = false;
        const double value = line.data.y[i], drawn = line.data.smooth.isEmpty() ? value : line.data.smooth[i];
        const QPointF at(plot->xAxis->coordToPixel(x[i]), plot->yAxis->coordToPixel(drawn));
        values.append({line.data.name, QLocale().toString(value, 'g', 4), colorOf(line), at});
    }
    const QString head = (xLabel.isEmpty() ? QString() : xLabel + QLatin1Char(' ')) + QLocale().toString(snapped, 'g', 8);
    overlay->showValues(head, plot->xAxis->coordToPixel(snapped), area, values);
    overlay->resize(plot->size());
    overlay->raise();
}

QString LineChart::Parts::describe() const {
    QStringList parts;
    for (const Line& line : lines)
        if (!line.data.y.isEmpty()) parts.append(line.data.name + QLatin1Char(' ') + QLocale().toString(line.data.y.last(), 'g', 4));
    return parts.join(QStringLiteral(", "));
}

QColor LineChart::Parts::colorOf(const Line& line) const { return Theme::instance().color(line.style.tone); }

void LineChart::Parts::restyle() {
    themePlot(plot);
    plot->xAxis->setLabel(sparkline ? QString() : xLabel);
    plot->yAxis->setLabel(sparkline ? QString() : yLabel);
    plot->xAxis->grid()->setVisible(false);
    plot->xAxis->setNumberFormat(logarithmicX ? QStringLiteral("eb") : QStringLiteral("gb"));
    plot->xAxis->setNumberPrecision(logarithmicX ? 0 : 6);
    plot->yAxis->setNumberFormat(QStringLiteral("gb"));
    plot->yAxis->setNumberPrecision(4);
    for (Line& line : lines) {
        const QColor color = colorOf(line);
        const double width = sparkline ? 1.6 : 2;
        line.raw->setPen(line.smooth ? QPen(faint(color), 1) : QPen(color, width, line.style.pen, Qt::FlatCap));
        if (line.smooth) line.smooth->setPen(QPen(color, width + 0.2));
    }
    if (markerLine) {
        markerLine->setPen(QPen(Theme::instance().color(Tone::Muted), 1, Qt::DashLine));
        markerText->setColor(Theme::instance().color(Tone::Muted));
        markerText->setFont(captionFont(chart->font()));
    }
}

void LineChart::Parts::placeDots() {
    for (Line& line : lines) {
        // One point makes no line, so that it is drawn as a dot until there is a second.
        const bool dots = line.data.x.size() == 1 || (line.style.dots && !sparkline);
        line.raw->setScatterStyle(dots ? QCPScatterStyle(shapeOf(line.style.marker), colorOf(line), colorOf(line), 7) : QCPScatterStyle());
    }
}

void LineChart::Parts::updateLegend() {
    QVector<ChartLegend::Entry> entries;
    if (!sparkline && lines.size() > 1)
        for (const Line& line : lines) entries.append({line.data.name, colorOf(line), line.style.dots, line.style.pen, line.style.marker});
    legend->setEntries(entries);
}

}
