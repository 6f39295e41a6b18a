// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/desktop_scheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFile>
#include <QGuiApplication>
#include <QPalette>
#include <QStandardPaths>

namespace espalier {

namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kGroup = QStringLiteral("org.freedesktop.appearance");
const QString kKey = QStringLiteral("color-scheme");

bool paletteIsDark() {
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

int gtkSettings() {
    const QString theme = qEnvironmentVariable("GTK_THEME");
    if (!theme.isEmpty()) return theme.contains(QLatin1String("dark"), Qt::CaseInsensitive) ? 1 : 0;
    for (const auto* name : {"gtk-4.0/settings.ini", "gtk-3.0/settings.ini"}) {
        QFile file(QStandardPaths::locate(QStandardPaths::GenericConfigLocation, QString::fromLatin1(name)));
        if (file.fileName().isEmpty() || !file.open(QIODevice::ReadOnly)) continue;
        const int answer = gtkPrefersDark(QString::fromUtf8(file.read(64 << 10)));
        if (answer >= 0) return answer;
    }
    return -1;
}

}

int gtkPrefersDark(const QString& text) {
    int answer = -1;
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        const QString key = line.section(QLatin1Char('='), 0, 0).trimmed(), value = line.section(QLatin1Char('='), 1).trimmed();
        if (key == QLatin1String("gtk-application-prefer-dark-theme"))
            return value == QLatin1String("1") || value.compare(QLatin1String("true"), Qt::CaseInsensitive) == 0;
        if (key == QLatin1String("gtk-theme-name")) answer = value.contains(QLatin1String("dark"), Qt::CaseInsensitive);
    }
    return answer;
}

DesktopScheme::DesktopScheme(QObject* parent) :
    QObject(parent) {
    const int gtk = gtkSettings();
    m_dark = gtk >= 0 ? gtk == 1 : paletteIsDark();
    askPortal();
}

void DesktopScheme::askPortal() {
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) return;
    auto message = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    message << kGroup << kKey;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher* call) {
        const QDBusPendingReply<QDBusVariant> reply = *call;
        call->deleteLater();
        if (reply.isError()) return;
        // Read() answers with a variant in a variant.
        QVariant value = reply.value().variant();
        if (value.canConvert<QDBusVariant>()) value = value.value<QDBusVariant>().variant();
        take(value.toUInt());
    });
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                SLOT(portalSettingChanged(QString, QString, QDBusVariant)));
}

void DesktopScheme::portalSettingChanged(const QString& group, const QString& key, const QDBusVariant& value) {
    if (group == kGroup && key == kKey) take(value.variant().toUInt());
}

void DesktopScheme::take(uint portalValue) {
    // 0: no preference, 1: dark, 2: light
    if (portalValue == 0 || (portalValue == 1) == m_dark) return;
    m_dark = portalValue == 1;
    Q_EMIT changed();
}

}
