// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/focusables.h"
#include "ui/bridge/session.h"
#include "ui/bridge/strings.h"
#include "ui/bridge/training_controller.h"
#include "ui/pages/start/start_page.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/language.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page.h"
#include "ui/shell/preferences.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/kit.h"

#include <QApplication>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace espalier;

class TestWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QApplication::setQuitOnLastWindowClosed(false);
        Theme::instance().apply(*qApp, ThemeMode::Light);
    }

    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        applyLanguage(QStringLiteral("en"));
        open();
    }

    void cleanup() {
        m_window.reset();
        m_session.reset();
        m_folder.reset();
        dialogs() = m_dialogs;
    }

    void fuzzy() {
        QVERIFY(fuzzyScore(QStringLiteral("dat"), QStringLiteral("Data")) > fuzzyScore(QStringLiteral("dat"), QStringLiteral("Desk at a table")));
        QVERIFY(fuzzyScore(QStringLiteral("thd"), QStringLiteral("Theme: dark")) >= 0);
        QVERIFY(fuzzyScore(QStringLiteral("THEME d"), QStringLiteral("theme: dark")) >= 0);
        QCOMPARE(fuzzyScore(QStringLiteral("xyz"), QStringLiteral("Data")), -1);
        QVERIFY(fuzzyScore({}, QStringLiteral("Data")) >= 0);
    }

    void keysOpenPages() {
        QStringList ids;
        for (auto* page : m_window->pages()) ids.append(page->id());
        QCOMPARE(ids.first(), QStringLiteral("start"));
        QCOMPARE(ids.last(), QStringLiteral("settings"));
        for (int i = 0; i + 1 < ids.size(); ++i) {
            QTest::keyClick(m_window.get(), Qt::Key(Qt::Key_1 + i), Qt::ControlModifier);
            QCOMPARE(m_window->currentPage()->id(), ids[i]);
        }
        QTest::keyClick(m_window.get(), Qt::Key_Comma, Qt::ControlModifier);
        QCOMPARE(m_window->currentPage()->id(), QStringLiteral("settings"));
    }

    void everythingTabReachesHasAName() {
        for (auto* page : m_window->pages()) {
            m_window->showPage(page->id());
            for (int index = 0; page->pose(index); ++index) {
                QTRY_COMPARE(Job::running(), 0);
                const QStringList nameless = test::namelessFocusables(m_window.get());
                QVERIFY2(nameless.isEmpty(), qPrintable(page->id() + QStringLiteral(": ") + nameless.join(QStringLiteral(", "))));
            }
            QVERIFY2(test::focusables(m_window.get()).size() > 2, qPrintable(page->id() + QStringLiteral(": %1").arg(test::focusables(m_window.get()).size())));
        }
    }

    void tabGoesRound() {
        m_window->showPage(QStringLiteral("start"));
        QTRY_COMPARE(Job::running(), 0);
        const auto wanted = test::focusables(m_window.get());
        QSet<QWidget*> visited;
        for (int i = 0; i < 80; ++i) {
            QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : m_window.get(), Qt::Key_Tab);
            visited.insert(QApplication::focusWidget());
        }
        for (auto* widget : wanted) {
            // Of buttons that exclude each other Tab visits the checked one, arrows the others.
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            if (button && button->group() && !button->isChecked()) continue;
            QVERIFY2(visited.contains(widget), qPrintable(widget->objectName() + QLatin1Char(' ') + QLatin1String(widget->metaObject()->className())));
        }
    }

    void paletteFindsAndRuns() {
        m_window->showPage(QStringLiteral("start"));
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto& palette = m_window->palette();
        QVERIFY(palette.isVisible());
        auto* line = palette.findChild<QLineEdit*>();
        QTest::keyClicks(line, QStringLiteral("settin"));
        QCOMPARE(palette.shownTitles().first(), QStringLiteral("Settings"));
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(!palette.isVisible());
        QCOMPARE(m_window->currentPage()->id(), QStringLiteral("settings"));
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QTest::keyClick(line, Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
    }

    void paletteFindsDatasets() {
        const QString file = m_folder->filePath(QStringLiteral("tickets.csv"));
        QFile csv(file);
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write("text,label\nit works,good\nit broke,bad\nfine,good\nawful,bad\n");
        csv.close();
        QVERIFY(bool(m_session->workspace().importDataset(toStdString(file))));
        m_window->openPalette();
        QTRY_COMPARE(Job::running(), 0);
        QTest::keyClicks(m_window->palette().findChild<QLineEdit*>(), QStringLiteral("tickets"));
        QCOMPARE(m_window->palette().shownTitles(), QStringList {QStringLiteral("tickets")});
    }

    void droppedFileIsImported() {
        QSignalSpy imported(m_session.get(), &Session::importRequested);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/reviews.csv"))});
        QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_window.get(), &drop);
        QCOMPARE(imported.count(), 1);
        QCOMPARE(imported.first().first().toString(), QStringLiteral("/tmp/reviews.csv"));
        QMimeData text;
        text.setText(QStringLiteral("no file"));
        QDragEnterEvent other({50, 50}, Qt::CopyAction, &text, Qt::LeftButton, {});
        other.ignore();
        QCoreApplication::sendEvent(m_window.get(), &other);
        QVERIFY(!other.isAccepted());
    }

    void failureIsABannerNotADialog() {
        m_window->showPage(QStringLiteral("start"));
        Q_EMIT m_session->failed({ErrorKind::Failed, "the disk is full", {}, "free some room"});
        QVERIFY(m_window->banner().isVisible());
        QVERIFY(m_window->banner().text().contains(QLatin1String("free some room")));
        QVERIFY(!QApplication::activeModalWidget());
    }

    void languageSwitchesWithoutRestart() {
        m_window->showPage(QStringLiteral("start"));
        m_window->setLanguage(QStringLiteral("de"));
        QTRY_VERIFY(m_window->windowTitle().startsWith(QLatin1String("Start")));
        QPushButton* data = nullptr;
        for (auto* button : m_window->findChildren<QPushButton*>())
            if (button->objectName() == QLatin1String("nav.settings")) data = button;
        QVERIFY(data);
        QTRY_COMPARE(data->accessibleName(), QStringLiteral("Einstellungen"));
        QCOMPARE(QLocale().decimalPoint(), QStringLiteral(","));
        m_window->setLanguage(QStringLiteral("en"));
        QTRY_COMPARE(data->accessibleName(), QStringLiteral("Settings"));
    }

    void windowIsRemembered() {
        m_window->showPage(QStringLiteral("settings"));
        m_window->setTheme(ThemeMode::Dark);
        m_window->setLanguage(QStringLiteral("de"));
        m_window->resize(1000, 650);
        m_window->close();
        m_window.reset();
        m_session.reset();
        open();
        QCOMPARE(m_window->currentPage()->id(), QStringLiteral("settings"));
        QCOMPARE(m_window->size(), QSize(1000, 650));
        const Preferences preferences(m_session->workspace().folder());
        QCOMPARE(preferences.theme(), ThemeMode::Dark);
        QCOMPARE(preferences.language(), QStringLiteral("de"));
        m_window->setTheme(ThemeMode::Light);
    }

    void closesAtOnceWithoutARun() {
        QSignalSpy quit(m_window.get(), &MainWindow::readyToQuit);
        QVERIFY(m_window->close());
        QCOMPARE(quit.count(), 1);
    }

    void closingWhileARunGoesAsks() {
        QStringList offered;
        std::function<void(int)> answer;
        dialogs().choose = [&](QWidget*, const QString&, const QString&, const QStringList& choices, std::function<void(int)> then) {
            offered = choices;
            answer = std::move(then);
        };
        QSignalSpy quit(m_window.get(), &MainWindow::readyToQuit);
        Recipe recipe;
        recipe.model = "/there/is/no/such/model";
        m_session->training().start(recipe);
        QVERIFY(!m_window->close());
        QCOMPARE(offered.size(), 2);
        answer(-1);
        QVERIFY(m_window->isVisible());
        QVERIFY(!m_window->close());
        answer(1);
        QTRY_COMPARE(quit.count(), 1);
        QVERIFY(!m_window->isVisible());
        QVERIFY(!m_session->training().isActive());
    }

    void rightToLeftMirrors() {
        auto* rail = m_window->findChild<QPushButton*>(QStringLiteral("nav.start"));
        QVERIFY(rail->mapTo(m_window.get(), QPoint()).x() < 200);
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        QTRY_VERIFY(rail->mapTo(m_window.get(), QPoint()).x() > m_window->width() - 200);
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void smallWindowsScroll() {
        m_window->resize(640, 400);
        for (auto* page : m_window->pages()) {
            m_window->showPage(page->id());
            QCOMPARE(m_window->size(), QSize(640, 400));
        }
    }

    void greetings() {
        QCOMPARE(greeting(8), QStringLiteral("Good morning"));
        QCOMPARE(greeting(13), QStringLiteral("Good afternoon"));
        QCOMPARE(greeting(21), QStringLiteral("Good evening"));
    }

private:
    void open() {
        auto workspace = Workspace::open({.folder = toStdString(m_folder->path())});
        m_session = std::make_unique<Session>(std::move(workspace.value()));
        m_window = std::make_unique<MainWindow>(*m_session);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    const Dialogs m_dialogs = dialogs();
};

QTEST_MAIN(TestWindow)
#include "test_window.moc"
