// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/strings.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <cmath>

namespace espalier {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(Strings)
};

/// One decimal below ten, none above: 1.2, 22.7, 154.
QString brief(double value) {
    const double rounded = std::round(value * 10) / 10;
    const int decimals = value < 99.95 && rounded != std::floor(rounded) ? 1 : 0;
    return QLocale().toString(value, 'f', decimals);
}

}

QString shortCount(qint64 count) {
    const double size = std::abs(double(count));
    const QString sign = count < 0 ? QStringLiteral("-") : QString();
    //: A number of things, in thousands, millions, milliards
    if (size >= 999.95e6) return sign + Strings::tr("%1 G").arg(brief(size / 1e9));
    if (size >= 999.95e3) return sign + Strings::tr("%1 M").arg(brief(size / 1e6));
    if (size >= 10e3) return sign + Strings::tr("%1 k").arg(brief(size / 1e3));
    return QLocale().toString(count);
}

QString byteText(qint64 bytes) {
    const double size = double(bytes);
    if (size >= 999.5e6) return Strings::tr("%1 GB").arg(QLocale().toString(size / 1e9, 'f', 1));
    if (size >= 999.5e3) return Strings::tr("%1 MB").arg(QLocale().toString(size / 1e6, 'f', size < 9.95e6 ? 1 : 0));
    if (size >= 999.5) return Strings::tr("%1 kB").arg(QLocale().toString(size / 1e3, 'f', 0));
    return Strings::tr("%1 B").arg(QLocale().toString(bytes));
}

QString durationText(double seconds) {
    if (!std::isfinite(seconds) || seconds < 0) return QStringLiteral("—");
    if (seconds < 9.95) return Strings::tr("%1 s").arg(QLocale().toString(seconds, 'f', seconds < 0.05 ? 2 : 1));
    const auto whole = qint64(std::llround(seconds));
    const auto two = [](qint64 value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
    if (whole < 60) return Strings::tr("%1 s").arg(QLocale().toString(whole));
    if (whole < 3600) return Strings::tr("%1 min %2 s").arg(QLocale().toString(whole / 60), two(whole % 60));
    return Strings::tr("%1 h %2 min").arg(QLocale().toString(whole / 3600), two(whole % 3600 / 60));
}

QString agoText(const std::string& isoTime) {
    QDateTime then = QDateTime::fromString(toQString(isoTime), Qt::ISODateWithMs);
    if (!then.isValid()) return {};
    if (then.timeSpec() == Qt::LocalTime) then.setTimeSpec(Qt::UTC);    // the store writes UTC
    const QDateTime local = then.toLocalTime(), now = QDateTime::currentDateTime();
    const qint64 seconds = local.secsTo(now), days = local.date().daysTo(now.date());
    if (seconds < 60) return Strings::tr("just now");
    if (seconds < 3600) return Strings::tr("%1 min ago").arg(seconds / 60);
    if (days <= 0) return Strings::tr("%1 h ago").arg(seconds / 3600);
    if (days == 1) return Strings::tr("yesterday");
    if (days < 7) return QLocale().dayName(local.date().dayOfWeek());
    return QLocale().toString(local.date(), QLocale::ShortFormat);
}

}
