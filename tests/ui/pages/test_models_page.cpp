// SPDX-License-Identifier: GPL-3.0-or-later
// The Models page against a hub on 127.0.0.1: from a catalogue entry to a model on this machine, and side by side with another.
#include "tests/support/focusables.h"
#include "tests/support/hub_server.h"
#include "tests/support/process.h"
#include "ui/bridge/session.h"
#include "ui/bridge/strings.h"
#include "ui/pages/models/models_page.h"
#include "ui/widgets/dialogs.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <filesystem>

using namespace espalier;
using namespace espalier::test;

namespace {

const std::string kTiny = ESPALIER_FIXTURES "/workspace/tiny-bert";
const std::string kRepository = "google/bert_uncased_L-2_H-128_A-2";
constexpr int kSoon = 20000;

/// The page on a workspace of its own, and hands.
struct Bench {
    Bench() {
        qputenv("HF_ENDPOINT", QByteArray::fromStdString(server.url()));
        qputenv("HF_HUB_CACHE", QByteArray::fromStdString(folder / "cache"));
        qputenv("ESPALIER_SAMPLES", QByteArray::fromStdString(folder / "samples"));
        server.addFolder(kRepository, kTiny);
        session = std::make_unique<Session>(Workspace::open({.folder = folder / "workspace", .threads = 2}).value());
        page = std::make_unique<ModelsPage>(*session);
        page->resize(1092, 720);
        page->show();
        page->opened();
    }
    ~Bench() {
        page.reset();
        session.reset();
    }
    template <typename Widget>
    Widget* find(const char* name) {
        auto* found = page->findChild<Widget*>(QLatin1String(name));
        if (!found) qFatal("there is no %s", name);
        return found;
    }
    void click(const char* name) { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    QString said() { return find<QLabel>("models.download.state")->text(); }
    bool shows(const char* name) { return find<QWidget>(name)->isVisible(); }
    void filter(const QString& words) { find<QLineEdit>("models.filter")->setText(words); }
    int rows() { return find<QListView>("models.list")->model()->rowCount(); }
    bool isInstalled(const std::string& reference) {
        const auto info = session->workspace().model(reference);
        return info && info->installed;
    }

    TemporaryFolder folder;
    HubServer server;
    std::unique_ptr<Session> session;
    std::unique_ptr<ModelsPage> page;
};

}

class TestModelsPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_before = dialogs(); }
    void cleanup() { dialogs() = m_before; }

    void aModelIsDownloadedPausedGoneOnWithAndDeleted() {
        Bench bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.rows() > 10, kSoon);
        bench.filter(QStringLiteral("bert-tiny"));
        QCOMPARE(bench.rows(), 1);
        QVERIFY(bench.shows("models.download.start"));
        QVERIFY(!bench.shows("models.use"));
        QVERIFY(bench.find<QLabel>("models.download.terms")->text().contains(QStringLiteral("Apache-2.0")));
        QSignalSpy network(bench.session.get(), &Session::networkChanged);
        bench.server.always("store:model.safetensors", [](auto& reply, auto&) { reply.bytesPerSecond = 20'000; });
        bench.click("models.download.start");
        QTRY_VERIFY_WITH_TIMEOUT(bench.said().contains(QStringLiteral("/s")), kSoon);
        QVERIFY(!network.isEmpty() && network.last().at(0).toBool());
        QVERIFY(bench.find<QListView>("models.list")->model()->index(0, 0).data(Qt::StatusTipRole).toString().contains(QStringLiteral("downloading")));
        bench.click("models.download.pause");
        QTRY_VERIFY_WITH_TIMEOUT(bench.said().contains(QStringLiteral("Paused")), kSoon);
        QVERIFY(!bench.isInstalled("bert-tiny"));
        bench.server.forgetFaults();
        QTRY_VERIFY(bench.shows("models.download.start"));
        bench.click("models.download.start");
        QTRY_VERIFY_WITH_TIMEOUT(bench.isInstalled("bert-tiny"), kSoon);
        QTRY_VERIFY_WITH_TIMEOUT(bench.shows("models.use"), kSoon);
        QVERIFY(!bench.shows("models.download"));
        QVERIFY(!network.last().at(0).toBool());
        QCOMPARE(network.last().at(1).toInt(), 1);
        QVERIFY(!bench.server.storageRequests().back().header("range").empty());

        QString asked;
        dialogs().confirm = [&](QWidget*, const QString&, const QString& text, const QString&) {
            asked = text;
            return true;
        };
        bench.click("models.remove");
        QTRY_VERIFY_WITH_TIMEOUT(bench.shows("models.download.start"), kSoon);
        QVERIFY(asked.contains(QStringLiteral("deleted")));
        QVERIFY(!std::filesystem::exists(bench.folder / "workspace/models/bert-tiny"));
    }

    void aDownloadIsThrownAway() {
        Bench bench;
        dialogs().confirm = [](QWidget*, const QString&, const QString&, const QString&) { return true; };
        QTRY_VERIFY_WITH_TIMEOUT(bench.rows() > 10, kSoon);
        bench.filter(QStringLiteral("bert-tiny"));
        bench.server.always("store:model.safetensors", [](auto& reply, auto&) { reply.bytesPerSecond = 20'000; });
        bench.click("models.download.start");
        QTRY_VERIFY_WITH_TIMEOUT(bench.said().contains(QStringLiteral("/s")), kSoon);
        bench.click("models.download.cancel");
        QTRY_VERIFY_WITH_TIMEOUT(!std::filesystem::exists(bench.folder / "workspace/models/bert-tiny.part"), kSoon);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.shows("models.download.cancel") && bench.shows("models.download.start"), kSoon);
    }

    void aRepositoryByItsNameAndARefusal() {
        Bench bench;
        dialogs().confirm = [](QWidget*, const QString&, const QString&, const QString&) { return true; };
        dialogs().askText = [](QWidget*, const QString&, const QString&, const QString&) { return QStringLiteral("somebody/nothing"); };
        QTRY_VERIFY_WITH_TIMEOUT(bench.rows() > 10, kSoon);
        bench.find<QAction>("models.add.repository")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bench.said().contains(QStringLiteral("check the name")), kSoon);
        bench.server.addFolder("somebody/nothing", kTiny);
        bench.click("models.download.start");
        QTRY_VERIFY_WITH_TIMEOUT(bench.isInstalled("somebody/nothing"), kSoon);
        QTRY_VERIFY_WITH_TIMEOUT(bench.shows("models.use"), kSoon);
    }

    void nothingFitsAndAllAgain() {
        Bench bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.rows() > 10, kSoon);
        bench.filter(QStringLiteral("no such model at all"));
        QCOMPARE(bench.rows(), 0);
        QTRY_VERIFY(bench.shows("models.showAll"));
        bench.click("models.showAll");
        QVERIFY(bench.rows() > 10);
        QVERIFY(bench.shows("models.list"));
    }

    void twoModelsOnOnesOwnTexts() {
        Bench bench;
        std::filesystem::copy(kTiny, bench.folder / "other");
        auto& workspace = bench.session->workspace();
        workspace.addModel(kTiny).value();
        workspace.addModel(bench.folder / "other").value();
        workspace.importDataset(ESPALIER_FIXTURES "/workspace/reviews.csv", {.name = "reviews"}).value();
        bench.session->announceModelsChanged();
        QTRY_VERIFY_WITH_TIMEOUT(bench.find<QComboBox>("models.compare.with")->findData(toQString(bench.folder / "other")) > 0, kSoon);
        QTRY_COMPARE_WITH_TIMEOUT(bench.find<QComboBox>("models.compare.data")->currentData().toString(), QStringLiteral("reviews"), kSoon);
        bench.filter(toQString(kTiny));
        auto* with = bench.find<QComboBox>("models.compare.with");
        with->setCurrentIndex(with->findData(toQString(bench.folder / "other")));
        Q_EMIT with->activated(with->currentIndex());
        const auto cell = [&](int row, int side) { return bench.find<QLabel>(qPrintable(QStringLiteral("models.compare.%1.%2").arg(row).arg(side)))->text(); };
        QTRY_VERIFY_WITH_TIMEOUT(cell(9, 0).contains(QStringLiteral("99th")) && cell(9, 1).contains(QStringLiteral("99th")), kSoon);
        QCOMPARE(cell(9, 0), cell(9, 1));
        QVERIFY(cell(10, 0).contains(QLatin1Char('%')));
        bench.click("models.compare.measure");
        QTRY_VERIFY_WITH_TIMEOUT(cell(11, 1).contains(QLatin1Char('B')) && cell(12, 1).contains(QLatin1Char('s')), 60000);
        QVERIFY(cell(11, 0).contains(QLatin1Char('B')));
    }

    void everythingHasANameAndAnotherLanguage() {
        Bench bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.rows() > 10, kSoon);
        QCOMPARE(namelessFocusables(bench.page.get()), QStringList());
        bench.page->retranslate();
        QTRY_VERIFY_WITH_TIMEOUT(bench.rows() > 10, kSoon);
    }

private:
    Dialogs m_before;
};

QTEST_MAIN(TestModelsPage)
#include "test_models_page.moc"
