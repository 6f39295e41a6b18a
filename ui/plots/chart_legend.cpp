// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/chart_legend.h"

#include "ui/plots/plot_theme.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace espalier {

namespace {

constexpr int kPlainSwatch = 14, kDashSwatch = 30, kGap = 6, kBetween = 16, kRow = 18;

QFont legendFont(const QFont& base) {
    QFont font = base;
    font.setPixelSize(12);
    return font;
}

bool isDash(const ChartLegend::Entry& entry) {
    return entry.pen != Qt::SolidLine || entry.marker != Marker::Disc;
}

/// As wide for all, where one needs room for its dashes.
int swatchOf(const QVector<ChartLegend::Entry>& entries) {
    return std::any_of(entries.begin(), entries.end(), isDash) ? kDashSwatch : kPlainSwatch;
}

}

void drawMarker(QPainter& painter, Marker marker, const QPointF& at, const QColor& color) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (marker) {
    case Marker::Disc: painter.drawEllipse(at, 4, 4); break;
    case Marker::Square: painter.drawRect(QRectF(at.x() - 3.5, at.y() - 3.5, 7, 7)); break;
    case Marker::Triangle: painter.drawPolygon(QPolygonF {{at.x(), at.y() - 4.5}, {at.x() + 4.5, at.y() + 3.5}, {at.x() - 4.5, at.y() + 3.5}}); break;
    case Marker::Diamond: painter.drawPolygon(QPolygonF {{at.x(), at.y() - 5}, {at.x() + 5, at.y()}, {at.x(), at.y() + 5}, {at.x() - 5, at.y()}}); break;
    }
}

ChartLegend::ChartLegend(QWidget* parent) :
    QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChartLegend::setEntries(const QVector<Entry>& entries) {
    m_entries = entries;
    setVisible(!entries.isEmpty());
    updateGeometry();
    update();
}

QVector<QRect> ChartLegend::places(int width) const {
    const QFontMetrics metrics(legendFont(font()));
    QVector<QRect> result;
    const int swatch = swatchOf(m_entries);
    int x = 0, y = 0;
    for (const Entry& entry : m_entries) {
        const int wide = std::min(swatch + kGap + metrics.horizontalAdvance(entry.name), width);
        if (x > 0 && x + wide > width) {
            x = 0;
            y += kRow;
        }
        result.append({x, y, wide, kRow});
        x += wide + kBetween;
    }
    return result;
}

int ChartLegend::heightForWidth(int width) const {
    const auto rects = places(width);
    return rects.isEmpty() ? 0 : rects.last().bottom() + 1;
}

void ChartLegend::draw(QPainter& painter, int width) const {
    const QRect all(0, 0, width, heightForWidth(width));
    const auto rects = places(width);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(legendFont(font()));
    const int room = swatchOf(m_entries);
    for (qsizetype i = 0; i < rects.size(); ++i) {
        const QRect swatch = QStyle::visualRect(layoutDirection(), all, QRect(rects[i].topLeft(), QSize(room, kRow)));
        const QRect text = QStyle::visualRect(layoutDirection(), all, rects[i].adjusted(room + kGap, 0, 1, 0));
        const Entry& entry = m_entries[i];
        if (!entry.dots || room == kDashSwatch) {
            painter.setPen(QPen(entry.color, 2.2, entry.pen, Qt::FlatCap));
            painter.drawLine(swatch.left() + 1, swatch.center().y() + 1, swatch.right() - 1, swatch.center().y() + 1);
        }
        if (entry.dots) drawMarker(painter, entry.marker, QRectF(swatch).center() + QPointF(0, 0.5), entry.color);
        painter.setPen(Theme::instance().color(Tone::Text));
        painter.drawText(text, Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft),
                         painter.fontMetrics().elidedText(m_entries[i].name, Qt::ElideRight, text.width()));
    }
}

void ChartLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    draw(painter, width());
}

ChartOverlay::ChartOverlay(QWidget* parent) :
    QWidget(parent) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
}

void ChartOverlay::showValues(const QString& head, double x, const QRect& area, const QVector<Value>& values) {
    m_head = head;
    m_x = x;
    m_area = area;
    m_values = values;
    update();
}

void ChartOverlay::clear() {
    if (m_values.isEmpty()) return;
    m_values.clear();
    update();
}

void ChartOverlay::paintEvent(QPaintEvent*) {
    if (m_values.isEmpty()) return;
    const auto& theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(captionFont(font()));
    const QFontMetrics metrics = painter.fontMetrics();
    painter.setPen(QPen(theme.color(Tone::Muted), 1, Qt::DotLine));
    painter.drawLine(QPointF(m_x, m_area.top()), QPointF(m_x, m_area.bottom()));
    int names = metrics.horizontalAdvance(m_head), numbers = 0;
    for (const Value& value : m_values) {
        painter.setPen(QPen(theme.color(Tone::Surface), 1.5));
        painter.setBrush(value.color);
        if (m_area.adjusted(-4, -4, 4, 4).contains(value.at.toPoint())) painter.drawEllipse(value.at, 4, 4);
        names = std::max(names, 14 + metrics.horizontalAdvance(value.name));
        numbers = std::max(numbers, metrics.horizontalAdvance(value.text));
    }
    const int line = metrics.height() + 2;
    QRectF box(m_x + 10, m_area.top() + 6, names + numbers + 32, line * int(m_values.size() + 1) + 10);
    if (box.right() > m_area.right()) box.moveRight(m_x - 10);
    painter.setPen(theme.color(Tone::Line));
    painter.setBrush(theme.color(Tone::Field));
    painter.drawRoundedRect(box, 6, 6);
    QRectF row(box.left() + 10, box.top() + 5, box.width() - 20, line);
    painter.setPen(theme.color(Tone::Muted));
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, m_head);
    for (const Value& value : m_values) {
        row.translate(0, line);
        painter.setPen(Qt::NoPen);
        painter.setBrush(value.color);
        painter.drawEllipse(QPointF(row.left() + 4, row.center().y()), 3.5, 3.5);
        painter.setPen(theme.color(Tone::Text));
        painter.drawText(row.adjusted(14, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, value.name);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, value.text);
    }
}

}
