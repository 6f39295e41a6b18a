// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/kit.h"

#include <QAccessible>
#include <QLocale>
#include <QPainter>

#include <cmath>

namespace espalier {

namespace {

/// A rounded track, filled from the leading edge.
void paintBar(QPainter& painter, const QRectF& track, double share, Tone tone, Qt::LayoutDirection direction) {
    const auto& theme = Theme::instance();
    const double radius = track.height() / 2;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(Tone::Track));
    painter.drawRoundedRect(track, radius, radius);
    if (!(share > 0)) return;
    QRectF fill = track;
    fill.setWidth(std::max(track.width() * std::min(share, 1.0), track.height()));
    if (direction == Qt::RightToLeft) fill.moveRight(track.right());
    painter.setBrush(theme.color(tone));
    painter.drawRoundedRect(fill, radius, radius);
}

double cleaned(double share) { return std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0; }

QString percentText(double share) { return QLocale().toString(share * 100, 'f', 0) + QLatin1String(" %"); }

}

LabelBar::LabelBar(QWidget* parent) :
    QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LabelBar::setValue(const QString& label, double share, Tone tone) {
    m_label = label;
    m_share = cleaned(share);
    m_tone = tone;
    setAccessibleName(tr("%1: %2").arg(label, percentText(m_share)));
    setToolTip(label);
    update();
}

QSize LabelBar::sizeHint() const { return {260, 22}; }

void LabelBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QFont small = font();
    small.setPixelSize(12);
    painter.setFont(small);
    const QFontMetrics metrics(small);
    const int labelWidth = m_label.isEmpty() ? 0 : std::clamp(width() * 3 / 10, 56, 160), numberWidth = 44;
    const auto place = [this](const QRect& rect) { return QStyle::visualRect(layoutDirection(), this->rect(), rect); };
    painter.setPen(Theme::instance().color(Tone::Text));
    painter.drawText(place({0, 0, labelWidth - 8, height()}), QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter,
                     metrics.elidedText(m_label, Qt::ElideRight, labelWidth - 8));
    painter.drawText(place({width() - numberWidth, 0, numberWidth, height()}),
                     QStyle::visualAlignment(layoutDirection(), Qt::AlignRight) | Qt::AlignVCenter, QLocale().toString(m_share, 'f', 2));
    const QRect track = place({labelWidth, (height() - 9) / 2, width() - labelWidth - numberWidth - 8, 9});
    paintBar(painter, track, m_share, m_tone, layoutDirection());
}

SlimProgress::SlimProgress(QWidget* parent) :
    QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Progress"));
}

void SlimProgress::setValue(double share) {
    const double value = cleaned(share);
    if (value == m_share) return;
    const bool visiblyNew = int(value * 100) != int(m_share * 100);
    m_share = value;
    if (visiblyNew) setAccessibleDescription(percentText(value));
    update();
}

QSize SlimProgress::sizeHint() const { return {200, 9}; }

void SlimProgress::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintBar(painter, rect(), m_share, Tone::Accent, layoutDirection());
}

}
