// SPDX-License-Identifier: GPL-3.0-or-later
// The Train page in the real window: start, pause, go on, stop and keep; a race; the queue over a restart.
#include "tests/support/process.h"
#include "tests/ui/driver.h"
#include "ui/bridge/session.h"
#include "ui/bridge/training_controller.h"
#include "ui/pages/common/number_edit.h"
#include "ui/plots/layer_chart.h"
#include "ui/plots/line_chart.h"
#include "ui/shell/page.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using State = TrainingController::State;

namespace {

constexpr int kLong = 60000;

/// The window on the Train page, filled in with the tiny sample.
class Bench {
public:
    Bench() : samples(folder.path()) { open(); }
    void open() {
        driver.reset();
        driver = std::make_unique<Driver>(folder / "workspace");
    }
    Recipe fillIn(double epochs) {
        auto recipe = driver->session().workspace().prepareSample("movie-reviews").value();
        recipe.training.epochs = epochs;
        driver->session().announceDatasetsChanged();
        driver->session().useInRun(recipe);
        auto* start = driver->find<QPushButton>("train.start");
        if (!QTest::qWaitFor([&] { return start->isEnabled(); }, kLong)) qFatal("the recipe can't be started");
        return recipe;
    }
    TrainingController& training() { return driver->session().training(); }
    Workspace& store() { return driver->session().workspace(); }

    const TemporaryFolder folder;
    const Samples samples;
    std::unique_ptr<Driver> driver;
};

}

class TestTrainPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pauseGoOnStopAndKeep() {
        Bench bench;
        bench.fillIn(500);
        bench.driver->click("train.start");
        QTRY_VERIFY_WITH_TIMEOUT(bench.training().events().size() > 20, kLong);
        bench.driver->click("train.pause");
        QTRY_COMPARE_WITH_TIMEOUT(bench.training().state(), State::Paused, kLong);
        const auto paused = [&] {
            for (const RunEvent& event : bench.training().events())
                if (const auto* message = std::get_if<MessageEvent>(&event); message && message->text.starts_with("Paused after")) return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(paused(), kLong);
        const auto before = bench.training().events().size();
        QTest::qWait(200);
        QCOMPARE(bench.training().events().size(), before);
        bench.driver->click("train.pause");
        QTRY_VERIFY_WITH_TIMEOUT(bench.training().events().size() > before + 10, kLong);
        QVERIFY(bench.driver->find<LayerChart>("train.layers.chart")->isVisible());
        QCOMPARE(bench.driver->find<LayerChart>("train.layers.chart")->layerCount(), 4);
        bench.driver->click("train.stop");
        QTRY_VERIFY_WITH_TIMEOUT(!bench.training().isActive(), kLong);
        QTRY_VERIFY(bench.driver->find<QPushButton>("train.try")->isVisible());
        const auto run = bench.store().run(1).value();
        QCOMPARE(run.status, std::string("stopped"));
        QVERIFY2(!run.output.empty(), "what was learnt is kept");
    }

    void aRaceEndsInATable() {
        Bench bench;
        bench.fillIn(1);
        bench.driver->click("train.race.open");
        QVERIFY(!bench.driver->find<QPushButton>("train.race.start")->isEnabled());
        for (const char* card : {"train.strategy.frozen", "train.strategy.lora"}) bench.driver->click(card);
        auto* budget = bench.driver->find<NumberEdit>("train.race.budget");
        budget->setNumber(12);
        Q_EMIT budget->numberChanged();
        QVERIFY(bench.driver->find<QPushButton>("train.race.start")->isEnabled());
        bench.driver->click("train.race.start");
        QTRY_VERIFY_WITH_TIMEOUT(bench.training().isActive(), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.training().isActive(), kLong);
        auto* table = bench.driver->find<QTableView>("train.race.table");
        QTRY_COMPARE(table->model()->rowCount(), 3);
        QVERIFY(table->isVisible());
        auto* chart = bench.driver->find<LineChart>("train.race.chart");
        QCOMPARE(chart->seriesCount(), 3);
        for (int series = 0; series < 3; ++series) QVERIFY(chart->pointCount(series) > 1);
        const auto steps = chart->pointCount(0);
        bench.driver->click("train.race.seconds");
        QCOMPARE(chart->pointCount(0), steps);
        const auto runs = bench.store().runs().value();
        QCOMPARE(runs.size(), std::size_t(3));
        for (const RunRecord& run : runs) {
            QCOMPARE(run.group, std::string("race-1"));
            QCOMPARE(run.steps, std::int64_t(12));
        }
        bench.driver->click("train.race.new");
        QTRY_VERIFY(bench.driver->find<QPushButton>("train.start")->isVisible());
    }

    void aStoppedRaceKeepsWhatIsThere() {
        Bench bench;
        bench.fillIn(1);
        bench.driver->click("train.race.open");
        bench.driver->click("train.strategy.bitfit");
        auto* budget = bench.driver->find<NumberEdit>("train.race.budget");
        budget->setNumber(10000);
        Q_EMIT budget->numberChanged();
        bench.driver->click("train.race.start");
        QTRY_VERIFY_WITH_TIMEOUT(bench.training().raceEvents().size() > 20, kLong);
        bench.driver->click("train.race.stop");
        QTRY_VERIFY_WITH_TIMEOUT(!bench.training().isActive(), kLong);
        QTRY_COMPARE(bench.driver->find<QTableView>("train.race.table")->model()->rowCount(), 1);
        const auto runs = bench.store().runs().value();
        QCOMPARE(runs.size(), std::size_t(1));
        QCOMPARE(runs[0].status, std::string("stopped"));
    }

    void theQueueOutlivesTheWindow() {
        Bench bench;
        const Recipe recipe = bench.fillIn(1);
        bench.driver->click("train.enqueue");
        auto* list = bench.driver->find<QListWidget>("train.queue.list");
        QTRY_COMPARE_WITH_TIMEOUT(list->count(), 1, kLong);
        Recipe gone = recipe;
        gone.data.train = "no such data";
        QVERIFY(bench.store().enqueue(gone));
        bench.driver->click("train.enqueue");
        QTRY_COMPARE_WITH_TIMEOUT(list->count(), 3, kLong);
        list->setCurrentRow(1);
        bench.driver->click("train.queue.up");
        QTRY_COMPARE_WITH_TIMEOUT(bench.store().queue().value().front().recipe.data.train, std::string("no such data"), kLong);

        bench.open();
        bench.driver->click("nav.start");
        QTRY_VERIFY_WITH_TIMEOUT(bench.driver->textSomewhere(QStringLiteral("wait in the queue")), kLong);
        bench.training().runQueue();
        QTRY_VERIFY_WITH_TIMEOUT(bench.training().isActive(), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.training().queueGoesOn() && !bench.training().isActive(), kLong);
        const auto left = bench.store().queue().value();
        QCOMPARE(left.size(), std::size_t(1));
        QCOMPARE(left[0].status, std::string("failed"));
        QVERIFY(!left[0].error.empty());
        const auto runs = bench.store().runs().value();
        QCOMPARE(runs.size(), std::size_t(2));
        for (const RunRecord& run : runs) QCOMPARE(run.status, std::string("completed"));
    }

    void anInterruptedQueueGoesOnWhereItWas() {
        Bench bench;
        const Recipe recipe = bench.fillIn(300);
        QVERIFY(bench.store().enqueue(recipe));
        bench.training().runQueue();
        QTRY_VERIFY_WITH_TIMEOUT(bench.training().events().size() > 20, kLong);
        bench.training().interrupt();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.training().isActive(), kLong);
        QVERIFY(!bench.training().queueGoesOn());
        bench.open();
        const auto items = bench.store().queue().value();
        QCOMPARE(items.size(), std::size_t(1));
        QCOMPARE(items[0].status, std::string("waiting"));
        QCOMPARE(items[0].run, std::int64_t(1));
        const auto step = bench.store().run(1)->step;
        bench.training().runQueue();
        QTRY_VERIFY_WITH_TIMEOUT(bench.store().run(1)->step > step, kLong);
        bench.training().stopAndKeep();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.training().isActive(), kLong);
        QCOMPARE(bench.store().runs()->size(), std::size_t(1));
        QVERIFY(bench.store().queue()->empty());
    }
};

QTEST_MAIN(TestTrainPage)
#include "test_train_page.moc"
