// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/line_chart.h"

#include "ui/plots/line_chart_parts.h"

#include "ui/plots/qcp.h"

#include <QFile>
#include <QKeyEvent>
#include <QPainter>
#include <QSaveFile>

#include <algorithm>
#include <cmath>

namespace espalier {

LineChart::LineChart(QWidget* parent, bool sparkline) :
    QWidget(parent), m(std::make_shared<Parts>(this, sparkline)) {
    setMinimumHeight(sparkline ? 40 : 120);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Chart"));
    connect(&Theme::instance(), &Theme::changed, this, &LineChart::retheme);
}

int LineChart::addSeries(const QString& name, const Style& style) { return m->add(name, style); }

void LineChart::setSeriesName(int series, const QString& name) {
    m->lines.at(std::size_t(series)).data.name = name;
    m->updateLegend();
}

void LineChart::append(int series, double x, double y) {
    auto& line = m->lines.at(std::size_t(series));
    line.data.append(x, y, line.smooth != nullptr);
    line.raw->addData(x, y);
    if (line.smooth) line.smooth->addData(x, line.data.smooth.last());
    m->touch();
}

void LineChart::setData(int series, const QVector<double>& x, const QVector<double>& y) {
    auto& line = m->lines.at(std::size_t(series));
    line.data.clear(m->smoothing);
    const bool smoothed = line.smooth != nullptr;
    for (qsizetype i = 0; i < std::min(x.size(), y.size()); ++i) line.data.append(x[i], y[i], smoothed);
    const bool sorted = std::is_sorted(line.data.x.begin(), line.data.x.end());
    line.raw->setData(line.data.x, line.data.y, sorted);
    if (smoothed) line.smooth->setData(line.data.x, line.data.smooth, sorted);
    m->touch();
}

void LineChart::clearData() {
    for (auto& line : m->lines) {
        line.data.clear(m->smoothing);
        line.raw->data()->clear();
        if (line.smooth) line.smooth->data()->clear();
    }
    m->following = true;
    m->fixedX.reset();
    m->touch();
}

void LineChart::clearSeries() { m->removeAll(); }

int LineChart::seriesCount() const { return int(m->lines.size()); }

int LineChart::pointCount(int series) const { return int(m->lines.at(std::size_t(series)).data.x.size()); }

QVector<double> LineChart::shownValues(int series) const {
    const auto& numbers = m->lines.at(std::size_t(series)).data;
    return numbers.smooth.isEmpty() ? numbers.y : numbers.smooth;
}

void LineChart::setAxisLabels(const QString& x, const QString& y) {
    m->xLabel = x;
    m->yLabel = y;
    m->restyle();
    m->touch();
}

void LineChart::setXRange(double from, double to) {
    if (!(to > from)) return;
    m->fixedX = {from, to};
    m->touch();
}

void LineChart::setSmoothing(double strength) {
    m->smoothing = std::isfinite(strength) ? std::clamp(strength, 0.0, 0.99) : 0;
    for (auto& line : m->lines) {
        if (!line.smooth) continue;
        line.data.resmooth(m->smoothing, true);
        line.smooth->setData(line.data.x, line.data.smooth);
    }
    m->touch();
}

void LineChart::setLogarithmic(bool on) {
    m->logarithmic = on;
    m->following = true;
    m->plot->yAxis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    if (!on) m->plot->yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    m->touch();
}

void LineChart::setLogarithmicX(bool on) {
    m->logarithmicX = on;
    m->following = true;
    m->plot->xAxis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m->plot->xAxis->setTicker(on ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog) : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    m->restyle();
    m->touch();
}

void LineChart::setMarker(double x, const QString& text) {
    m->placeMarker();
    m->markerLine->point1->setCoords(x, 0);
    m->markerLine->point2->setCoords(x, 1);
    m->markerText->position->setCoords(x, 0);
    m->markerText->setText(text);
    m->markerLine->setVisible(true);
    m->markerText->setVisible(!text.isEmpty());
    m->touch();
}

void LineChart::clearMarker() {
    if (!m->markerLine) return;
    m->markerLine->setVisible(false);
    m->markerText->setVisible(false);
    m->touch();
}

void LineChart::showAll() {
    m->following = true;
    m->fixedX.reset();
    m->touch();
}

bool LineChart::exportPng(const QString& file) {
    if (m->following) m->follow();
    m->placeDots();
    constexpr double scale = 2;
    const QSize size = this->size().expandedTo({640, 360});
    const int top = m->legend->isHidden() ? 0 : m->legend->heightForWidth(size.width() - 24) + 8;
    QPixmap picture(size * scale);
    picture.setDevicePixelRatio(scale);
    picture.fill(Theme::instance().color(Tone::Surface));
    QPainter painter(&picture);
    painter.translate(12, 6);
    m->legend->draw(painter, size.width() - 24);
    painter.resetTransform();
    QPixmap plot = m->plot->toPixmap(size.width(), size.height() - top, scale);
    plot.setDevicePixelRatio(scale);
    painter.drawPixmap(QPointF(0, top), plot);
    painter.end();
    QSaveFile out(file);
    return out.open(QIODevice::WriteOnly) && picture.save(&out, "PNG") && out.commit();
}

bool LineChart::exportCsv(const QString& file) const {
    QVector<const SeriesData*> series;
    for (const auto& line : m->lines) series.append(&line.data);
    QSaveFile out(file);
    const QByteArray csv = seriesCsv(m->xLabel.isEmpty() ? QStringLiteral("x") : m->xLabel, series);
    return out.open(QIODevice::WriteOnly) && out.write(csv) == csv.size() && out.commit();
}

void LineChart::retheme() {
    m->restyle();
    m->updateLegend();
    m->touch();
}

void LineChart::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m->drawIfVisible();
}

void LineChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LocaleChange || event->type() == QEvent::LanguageChange) retheme();
}

void LineChart::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left: return m->pan(-0.1);
    case Qt::Key_Right: return m->pan(0.1);
    case Qt::Key_Plus: case Qt::Key_Equal: return m->zoom(0.8);
    case Qt::Key_Minus: return m->zoom(1.25);
    case Qt::Key_Home: case Qt::Key_0: return showAll();
    default: QWidget::keyPressEvent(event);
    }
}

}
