// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QObject>

class QApplication;

namespace espalier {

/// Colours by what they are for; values in theme.cpp (mockups/README.md's tokens), light and dark.
enum class Tone { Background, Surface, Line, Text, Muted, Accent, AccentSoft, OnAccent,
                  Blue, Orange, Purple, Green, Vermilion, Good, GoodSoft, Warn, WarnSoft, Bad, BadSoft, Field, Track };

enum class ThemeMode { System, Light, Dark };

/// The one theme of the program: palette, style sheet and plot colours from the same tokens.
class Theme : public QObject {
    Q_OBJECT
public:
    static Theme& instance();
    void apply(QApplication& application, ThemeMode mode);
    ThemeMode mode() const { return m_mode; }
    bool isDark() const { return m_dark; }
    QColor color(Tone tone) const;

Q_SIGNALS:
    void changed();

private:
    ThemeMode m_mode = ThemeMode::System;
    bool m_dark = false;
};

}
