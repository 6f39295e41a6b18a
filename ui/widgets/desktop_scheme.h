// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QDBusVariant>

namespace espalier {

/// Whether the desktop is dark. Qt 6.4 has no colorScheme(): the palette and GTK's settings are read at once, the desktop
/// portal is asked in the background and tells of changes.
class DesktopScheme : public QObject {
    Q_OBJECT
public:
    explicit DesktopScheme(QObject* parent = nullptr);
    bool isDark() const { return m_dark; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void portalSettingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void askPortal();
    void take(uint portalValue);
    bool m_dark = false;
};

/// What GTK's settings.ini says in `text`: 1 dark, 0 light, -1 nothing.
int gtkPrefersDark(const QString& text);

}
