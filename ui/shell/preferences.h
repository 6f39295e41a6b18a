// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QByteArray>
#include <QSettings>
#include <QString>

#include <filesystem>

namespace espalier {

/// How the window is to be: kept in window.ini inside the workspace, so that one folder holds everything.
class Preferences {
public:
    explicit Preferences(const std::filesystem::path& workspace);

    ThemeMode theme() const;
    void setTheme(ThemeMode mode);
    QString language() const;               ///< system, en, de
    void setLanguage(const QString& code);
    QByteArray geometry() const;
    void setGeometry(const QByteArray& geometry);
    QString page() const;
    void setPage(const QString& id);

private:
    QSettings m_settings;
};

}
