// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QObject>

class QApplication;

namespace espalier {

class DesktopScheme;

/// Colours by what they are for; values in theme.cpp (mockups/README.md's tokens), light and dark.
enum class Tone { Background, Surface, Line, Text, Muted, Accent, AccentSoft, OnAccent,
                  Blue, Orange, Purple, Green, Vermilion, Good, GoodSoft, Warn, WarnSoft, Bad, BadSoft, Field, Track, BlueSoft };

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
    static QColor color(Tone tone, bool dark);      ///< of either theme, whichever is on

Q_SIGNALS:
    void changed();

private:
    void refresh();
    ThemeMode m_mode = ThemeMode::System;
    bool m_dark = false, m_applied = false;
    DesktopScheme* m_desktop = nullptr;
};

}
