// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>
#include <QVector>
#include <QWidget>

namespace espalier {

/// What a series' points are drawn as.
enum class Marker { Disc, Square, Triangle, Diamond };
/// The n-th of several lines; the fifth is a disc again.
inline Marker markerOf(int index) { return Marker(index % 4); }
inline Qt::PenStyle penOf(int index) { return index % 3 == 0 ? Qt::SolidLine : index % 3 == 1 ? Qt::DashLine : Qt::DotLine; }

/// Draws a point of a series, about eight pixels wide.
void drawMarker(QPainter& painter, Marker marker, const QPointF& at, const QColor& color);

/// Names of the series, each behind a piece of its line or its dot, over as many rows as the width needs.
class ChartLegend : public QWidget {
    Q_OBJECT
public:
    struct Entry {
        QString name;
        QColor color;
        bool dots = false;
        Qt::PenStyle pen = Qt::SolidLine;
        Marker marker = Marker::Disc;
    };

    explicit ChartLegend(QWidget* parent = nullptr);
    void setEntries(const QVector<Entry>& entries);
    void draw(QPainter& painter, int width) const;
    int heightForWidth(int width) const override;
    bool hasHeightForWidth() const override { return true; }
    QSize sizeHint() const override { return {200, heightForWidth(width())}; }

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QVector<QRect> places(int width) const;
    QVector<Entry> m_entries;
};

/// Crosshair and values under the pointer; lies over the plot, so that moving the pointer replots nothing.
class ChartOverlay : public QWidget {
    Q_OBJECT
public:
    struct Value {
        QString name, text;
        QColor color;
        QPointF at;
    };

    explicit ChartOverlay(QWidget* parent = nullptr);
    void showValues(const QString& head, double x, const QRect& area, const QVector<Value>& values);
    void clear();
    const QVector<Value>& values() const { return m_values; }

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QString m_head;
    double m_x = 0;
    QRect m_area;
    QVector<Value> m_values;
};

}
