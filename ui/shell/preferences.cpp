// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/preferences.h"

#include "ui/bridge/strings.h"

namespace espalier {

namespace {

const QString kTheme = QStringLiteral("theme"), kLanguage = QStringLiteral("language"), kGeometry = QStringLiteral("geometry"),
              kPage = QStringLiteral("page");
constexpr const char* kThemeNames[] = {"system", "light", "dark"};     // in the order of ThemeMode

}

Preferences::Preferences(const std::filesystem::path& workspace) :
    m_settings(toQString((workspace / "window.ini").string()), QSettings::IniFormat) { }

ThemeMode Preferences::theme() const {
    const QString name = m_settings.value(kTheme).toString();
    for (int i = 0; i < 3; ++i)
        if (name == QLatin1String(kThemeNames[i])) return ThemeMode(i);
    return ThemeMode::System;
}

void Preferences::setTheme(ThemeMode mode) { m_settings.setValue(kTheme, QLatin1String(kThemeNames[int(mode)])); }

QString Preferences::language() const { return m_settings.value(kLanguage, QStringLiteral("system")).toString(); }

void Preferences::setLanguage(const QString& code) { m_settings.setValue(kLanguage, code); }

QByteArray Preferences::geometry() const { return m_settings.value(kGeometry).toByteArray(); }

void Preferences::setGeometry(const QByteArray& geometry) { m_settings.setValue(kGeometry, geometry); }

QString Preferences::page() const { return m_settings.value(kPage).toString(); }

void Preferences::setPage(const QString& id) { m_settings.setValue(kPage, id); }

}
