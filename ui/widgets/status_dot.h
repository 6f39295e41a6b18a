// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QIcon>
#include <QWidget>

namespace espalier {

/// A dot of 8 px; what it means stands beside it in words.
class StatusDot : public QWidget {
    Q_OBJECT
public:
    explicit StatusDot(Tone tone, QWidget* parent = nullptr);
    void setTone(Tone tone);

protected:
    void paintEvent(QPaintEvent*) override;

private:
    Tone m_tone;
};

/// An icon that is only looked at; it follows the theme.
class IconLabel : public QWidget {
    Q_OBJECT
public:
    IconLabel(const QString& name, Tone tone, int size, QWidget* parent = nullptr);
    void setIcon(const QString& name);

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QIcon m_icon;
    Tone m_tone;
};

}
