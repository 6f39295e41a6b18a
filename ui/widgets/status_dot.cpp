// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/status_dot.h"

#include "ui/widgets/kit.h"

#include <QPainter>

namespace espalier {

StatusDot::StatusDot(Tone tone, QWidget* parent) :
    QWidget(parent), m_tone(tone) {
    setFixedSize(8, 8);
}

void StatusDot::setTone(Tone tone) {
    m_tone = tone;
    update();
}

void StatusDot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::instance().color(m_tone));
    painter.drawEllipse(rect());
}

IconLabel::IconLabel(const QString& name, Tone tone, int size, QWidget* parent) :
    QWidget(parent), m_icon(toneIcon(name, tone)), m_tone(tone) {
    setFixedSize(size, size);
}

void IconLabel::setIcon(const QString& name) {
    m_icon = toneIcon(name, m_tone);
    update();
}

void IconLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    m_icon.paint(&painter, rect());
}

}
