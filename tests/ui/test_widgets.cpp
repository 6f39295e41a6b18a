// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/kit.h"

#include <QApplication>
#include <QBoxLayout>
#include <QDir>
#include <QHeaderView>
#include <QSvgRenderer>
#include <QTableWidget>
#include <QtTest>

#include <cmath>

using namespace espalier;

class TestWidgets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(*qApp, ThemeMode::Light); }

    void bannerSaysWhatWhereAndWhatToDo() {
        QWidget parent;
        MessageBanner banner(&parent);
        QVERIFY(banner.isHidden());
        banner.showError({ErrorKind::BadInput, "no column 'label'", "reviews.csv", "choose the column in the preview"});
        QVERIFY(!banner.isHidden());
        QCOMPARE(banner.text(), QStringLiteral("No column 'label' (reviews.csv). choose the column in the preview"));
        banner.clear();
        QVERIFY(banner.isHidden());
    }

    void bannerActionRunsOnceAndHides() {
        QWidget parent;
        MessageBanner banner(&parent);
        int ran = 0;
        banner.showError({ErrorKind::Failed, "the disk is full", {}, "free some room"}, QStringLiteral("Try again"), [&] { ++ran; });
        QCOMPARE(banner.text(), QStringLiteral("The disk is full"));     // the button is the hint
        const auto buttons = banner.findChildren<QPushButton*>();
        const auto action = std::find_if(buttons.begin(), buttons.end(), [](auto* button) { return button->text() == QLatin1String("Try again"); });
        QVERIFY(action != buttons.end());
        (*action)->click();
        QCOMPARE(ran, 1);
        QVERIFY(banner.isHidden());
        banner.showNotice(QStringLiteral("done"));
        QVERIFY((*action)->isHidden());
        for (auto* button : buttons) QVERIFY(button->isHidden() || !button->accessibleName().isEmpty() || !button->text().isEmpty());
    }

    void bannerActionMayShowTheNextMessage() {
        QWidget parent;
        MessageBanner banner(&parent);
        banner.showNotice(QStringLiteral("first"), QStringLiteral("More"), [&] { banner.showNotice(QStringLiteral("second")); });
        for (auto* button : banner.findChildren<QPushButton*>())
            if (button->text() == QLatin1String("More")) button->click();
        QVERIFY(!banner.isHidden());
        QCOMPARE(banner.text(), QStringLiteral("second"));
    }

    void everyIconIsDrawnInItsTone() {
        const QDir icons(QStringLiteral(":/icons"));
        const auto names = icons.entryList({QStringLiteral("*.svg")});
        QVERIFY(names.size() > 20);
        for (const QString& name : names) {
            QVERIFY2(QSvgRenderer(icons.filePath(name)).isValid(), qPrintable(name));
            if (name.startsWith(QLatin1String("chevron"))) continue;
            const QImage image = toneIcon(name.chopped(4), Tone::Bad).pixmap(40).toImage().convertToFormat(QImage::Format_ARGB32);
            const QColor wanted = Theme::instance().color(Tone::Bad);
            bool found = false;
            for (int y = 0; y < image.height() && !found; ++y)
                for (int x = 0; x < image.width() && !found; ++x)
                    found = qAlpha(image.pixel(x, y)) > 250 && std::abs(image.pixelColor(x, y).red() - wanted.red()) < 3;
            QVERIFY2(found, qPrintable(name));
        }
        QVERIFY(!icons.exists(QStringLiteral("nothing.svg")));
    }

    void iconsFollowTheTheme() {
        const QIcon icon = toneIcon(QStringLiteral("stop"), Tone::Text);
        const auto darkest = [&icon] {
            const QImage image = icon.pixmap(20).toImage();
            int lightness = -1;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    if (qAlpha(image.pixel(x, y)) > 200) lightness = image.pixelColor(x, y).lightness();
            return lightness;
        };
        QVERIFY(darkest() < 100);
        Theme::instance().apply(*qApp, ThemeMode::Dark);
        QVERIFY(darkest() > 150);
        Theme::instance().apply(*qApp, ThemeMode::Light);
    }

    void cardTitleAndTrailing() {
        Card card;
        card.setTitle(QStringLiteral("Findings"), QStringLiteral("two"));
        card.setTitle(QStringLiteral("Findings"));
        auto* button = quietButton(QStringLiteral("Fix"));
        card.trailing()->addWidget(button);
        card.body()->addWidget(new QLabel(QStringLiteral("text")));
        card.resize(300, 100);
        card.show();
        QVERIFY(QTest::qWaitForWindowExposed(&card));
        QCOMPARE(card.accessibleName(), QStringLiteral("Findings"));
        QVERIFY(button->x() > card.width() / 2);
        card.setLayoutDirection(Qt::RightToLeft);
        QTRY_VERIFY(button->x() < card.width() / 2);
    }

    void barsMirror() {
        LabelBar bar;
        bar.resize(300, 22);
        bar.setValue(QStringLiteral("positive"), 0.2);
        QCOMPARE(bar.accessibleName(), QStringLiteral("positive: 20 %"));
        const auto accentAt = [&bar](int x) { return bar.grab().toImage().pixelColor(x, 11) == Theme::instance().color(Tone::Accent); };
        QVERIFY(accentAt(105));
        QVERIFY(!accentAt(195));
        bar.setLayoutDirection(Qt::RightToLeft);
        QVERIFY(accentAt(195));
        QVERIFY(!accentAt(105));
    }

    void progressStandsOddValues() {
        SlimProgress progress;
        progress.resize(100, 9);
        for (const double value : {-1.0, 2.0, double(NAN), 0.5}) progress.setValue(value);
        QCOMPARE(progress.accessibleDescription(), QStringLiteral("50 %"));
        QCOMPARE(progress.grab().toImage().pixelColor(25, 4), Theme::instance().color(Tone::Accent));
        QCOMPARE(progress.grab().toImage().pixelColor(80, 4), Theme::instance().color(Tone::Track));
    }

    void tabLeavesTables() {
        QTableWidget table(3, 3);
        styleTable(&table);
        QVERIFY(!table.tabKeyNavigation());
        QCOMPARE(table.verticalHeader()->defaultSectionSize(), 30);
    }

    void emptyStateHasItsButton() {
        EmptyState empty(QStringLiteral("sprout"), QStringLiteral("Nothing yet"), QStringLiteral("Import a file."));
        auto* button = empty.addButton(QStringLiteral("Import…"));
        int clicks = 0;
        connect(button, &QPushButton::clicked, this, [&] { ++clicks; });
        empty.resize(500, 300);
        empty.show();
        QVERIFY(QTest::qWaitForWindowExposed(&empty));
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(clicks, 1);
        QVERIFY(empty.rect().contains(button->geometry()));
    }
};

QTEST_MAIN(TestWidgets)
#include "test_widgets.moc"
