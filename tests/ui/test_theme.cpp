// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/desktop_scheme.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QtTest>

#include <cmath>

using namespace espalier;

namespace {

/// Relative luminance and contrast as WCAG 2.1 defines them.
double luminance(const QColor& color) {
    const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}

class TestTheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void contrastAsDefined() {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QVERIFY(std::abs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.478) < 0.01);    // WCAG's well-known grey
    }

    void textIsReadable_data() {
        QTest::addColumn<int>("text");
        QTest::addColumn<int>("ground");
        const auto pair = [](const char* name, Tone text, Tone ground) { QTest::newRow(name) << int(text) << int(ground); };
        for (const auto& [name, ground] : {std::pair {"background", Tone::Background}, {"surface", Tone::Surface}, {"field", Tone::Field},
                 {"track", Tone::Track}, {"accent soft", Tone::AccentSoft}}) {
            pair(qPrintable(QStringLiteral("text on ") + QLatin1String(name)), Tone::Text, ground);
            pair(qPrintable(QStringLiteral("muted on ") + QLatin1String(name)), Tone::Muted, ground);
        }
        pair("accent on surface", Tone::Accent, Tone::Surface);
        pair("accent on background", Tone::Accent, Tone::Background);
        pair("bad on surface", Tone::Bad, Tone::Surface);
        pair("button", Tone::OnAccent, Tone::Accent);
        for (const auto tone : {Tone::Good, Tone::Warn, Tone::Bad, Tone::Accent, Tone::Blue, Tone::Muted}) {
            const auto pill = pillTones(tone);
            pair(qPrintable(QStringLiteral("pill ") + QLatin1String(pill.name)), pill.text, pill.ground);
        }
    }
    void textIsReadable() {
        QFETCH(int, text);
        QFETCH(int, ground);
        for (const bool dark : {false, true}) {
            const double value = contrast(Theme::color(Tone(text), dark), Theme::color(Tone(ground), dark));
            QVERIFY2(value >= 4.5, qPrintable(QStringLiteral("%1 in %2").arg(value).arg(dark ? QLatin1String("dark") : QLatin1String("light"))));
        }
    }

    void seriesStandOut() {
        // Lines and bars need 3:1 (WCAG 2.1, 1.4.11).
        for (const bool dark : {false, true})
            for (const auto tone : {Tone::Blue, Tone::Orange, Tone::Purple, Tone::Green, Tone::Vermilion})
                QVERIFY2(contrast(Theme::color(tone, dark), Theme::color(Tone::Surface, dark)) >= 3, qPrintable(QString::number(int(tone))));
    }

    void switchesAndTells() {
        auto& theme = Theme::instance();
        theme.apply(*qApp, ThemeMode::Light);
        QSignalSpy changed(&theme, &Theme::changed);
        theme.apply(*qApp, ThemeMode::Dark);
        QVERIFY(theme.isDark());
        QCOMPARE(changed.count(), 1);
        QCOMPARE(qApp->palette().color(QPalette::Window), theme.color(Tone::Background));
        QVERIFY(!qApp->styleSheet().isEmpty());
        theme.apply(*qApp, ThemeMode::Dark);
        QCOMPARE(changed.count(), 1);
        theme.apply(*qApp, ThemeMode::Light);
        QVERIFY(!theme.isDark());
        QCOMPARE(changed.count(), 2);
    }

    void everyNameInTheSheetIsKnown() {
        for (const auto mode : {ThemeMode::Light, ThemeMode::Dark}) {
            Theme::instance().apply(*qApp, mode);
            QVERIFY(!qApp->styleSheet().contains(QLatin1String(" @")));
            QVERIFY(!qApp->styleSheet().contains(QLatin1String(":@")));
        }
    }

    void gtkSettings_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("answer");
        QTest::newRow("prefers dark") << QStringLiteral("[Settings]\ngtk-application-prefer-dark-theme=1\n") << 1;
        QTest::newRow("prefers light") << QStringLiteral("[Settings]\ngtk-application-prefer-dark-theme = false\n") << 0;
        QTest::newRow("dark by name") << QStringLiteral("[Settings]\ngtk-theme-name=Adwaita-dark\n") << 1;
        QTest::newRow("light by name") << QStringLiteral("[Settings]\ngtk-theme-name=Adwaita\n") << 0;
        QTest::newRow("nothing") << QStringLiteral("[Settings]\ngtk-font-name=Sans 10\n") << -1;
    }
    void gtkSettings() {
        QFETCH(QString, text);
        QTEST(gtkPrefersDark(text), "answer");
    }
};

QTEST_MAIN(TestTheme)
#include "test_theme.moc"
