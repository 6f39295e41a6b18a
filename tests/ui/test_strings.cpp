// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/strings.h"

#include <QDateTime>
#include <QLocale>
#include <QtTest>

#include <limits>

using namespace espalier;

class TestStrings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void counts() {
        QCOMPARE(shortCount(770), QStringLiteral("770"));
        QCOMPARE(shortCount(1234), QStringLiteral("1,234"));
        QCOMPARE(shortCount(74'498), QStringLiteral("74.5 k"));
        QCOMPARE(shortCount(22'713'216), QStringLiteral("22.7 M"));
        QCOMPARE(shortCount(1'300'000'000), QStringLiteral("1.3 G"));
        QCOMPARE(shortCount(999'999), QStringLiteral("1 M"));
        QCOMPARE(shortCount(-22'713'216), QStringLiteral("-22.7 M"));
    }

    void bytes() {
        QCOMPARE(byteText(0), QStringLiteral("0 B"));
        QCOMPARE(byteText(3'100), QStringLiteral("3 kB"));
        QCOMPARE(byteText(300'000), QStringLiteral("300 kB"));
        QCOMPARE(byteText(91'000'000), QStringLiteral("91 MB"));
        QCOMPARE(byteText(4'100'000'000), QStringLiteral("4.1 GB"));
    }

    void durations() {
        QCOMPARE(durationText(0.4), QStringLiteral("0.4 s"));
        QCOMPARE(durationText(21), QStringLiteral("21 s"));
        QCOMPARE(durationText(130), QStringLiteral("2 min 10 s"));
        QCOMPARE(durationText(302), QStringLiteral("5 min 02 s"));
        QCOMPARE(durationText(3840), QStringLiteral("1 h 04 min"));
        QCOMPARE(durationText(-1), QStringLiteral("—"));
        QCOMPARE(durationText(std::numeric_limits<double>::infinity()), QStringLiteral("—"));
    }

    void ago() {
        const auto iso = [](const QDateTime& time) { return time.toUTC().toString(Qt::ISODate).toStdString(); };
        const QDateTime now = QDateTime::currentDateTime();
        QCOMPARE(agoText(iso(now.addSecs(-5))), QStringLiteral("just now"));
        QCOMPARE(agoText(iso(now.addSecs(-8 * 60 - 5))), QStringLiteral("8 min ago"));
        QCOMPARE(agoText(iso(QDateTime(now.date().addDays(-1), QTime(12, 0)))).isEmpty(), false);
        QCOMPARE(agoText(iso(QDateTime(now.date().addDays(-3), QTime(12, 0)))), QLocale().dayName(now.date().addDays(-3).dayOfWeek()));
        QCOMPARE(agoText("no time"), QString());
    }

    void germanNumbers() {
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(shortCount(22'713'216), QStringLiteral("22,7 M"));
        QCOMPARE(byteText(4'100'000'000), QStringLiteral("4,1 GB"));
    }

    void utf8() {
        QCOMPARE(toQString("Größe ✓"), QStringLiteral("Größe ✓"));
        QCOMPARE(toStdString(QStringLiteral("Größe ✓")), std::string("Größe ✓"));
    }
};

QTEST_MAIN(TestStrings)
#include "test_strings.moc"
