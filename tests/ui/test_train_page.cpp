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
#include <QDialog>
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

    void aLearningRateIsFound() {
        Bench bench;
        bench.fillIn(1);
        bench.driver->click("train.rate.find");
        auto* use = bench.driver->find<QPushButton>("train.rate.use");
        QTRY_COMPARE_WITH_TIMEOUT(bench.driver->find<QPushButton>("train.rate.stop")->text(), QStringLiteral("Try again"), kLong);
        auto* chart = bench.driver->find<LineChart>("train.rate.chart");
        QVERIFY(chart->pointCount(0) > 10);
        QVERIFY(bench.driver->textSomewhere(QStringLiteral("The rate rose from")) || bench.driver->textSomewhere(QStringLiteral("does not fall")));
        if (!use->isVisible()) return; // of the tiny model's loss nothing may be seen; that it is said is checked above
        const QString offered = use->text();
        QTest::keyClick(use, Qt::Key_Space);
        auto* rate = bench.driver->find<NumberEdit>("train.learning_rate");
        QTRY_VERIFY(offered.contains(rate->text()));
        QTRY_VERIFY(bench.driver->window().findChildren<QDialog*>(QStringLiteral("train.rate.dialog")).isEmpty());
    }

    void aTestOfRatesCanBeCancelledAndRepeated() {
        Bench bench;
        bench.fillIn(1);
        bench.driver->click("train.rate.find");
        bench.driver->click("train.rate.stop");
        auto* state = bench.driver->find<QLabel>("train.rate.state");
        auto* stop = bench.driver->find<QPushButton>("train.rate.stop");
        QTRY_COMPARE_WITH_TIMEOUT(stop->text(), QStringLiteral("Try again"), kLong); // whether it came in time or not
        const bool cancelled = state->text().contains(QStringLiteral("cancelled"));
        QCOMPARE(bench.driver->find<LineChart>("train.rate.chart")->pointCount(0) == 0, cancelled);
        bench.driver->click("train.rate.stop");
        QTRY_VERIFY_WITH_TIMEOUT(bench.driver->find<LineChart>("train.rate.chart")->pointCount(0) > 10, kLong);
        QVERIFY(bench.store().runs()->empty());
    }

    void severalSeedsAreOneItem() {
        Bench bench;
        bench.fillIn(1);
        bench.driver->click("train.more");
        QVERIFY(bench.driver->choose(bench.driver->find<QComboBox>("train.repeat"), QStringLiteral("1")));
        auto* count = bench.driver->find<NumberEdit>("train.repeat.count");
        count->setNumber(2);
        Q_EMIT count->numberChanged();
        bench.driver->click("train.start");
        QTRY_VERIFY_WITH_TIMEOUT(bench.training().begun() >= 1, kLong);
        QVERIFY(bench.driver->find<QWidget>("train.group")->isVisible());
        QVERIFY(bench.driver->find<QLabel>("train.group.now")->text().contains(QStringLiteral("of 2")));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.training().isActive(), kLong);
        QCOMPARE(bench.training().finished().size(), std::size_t(2));
        const QString said = bench.driver->find<QLabel>("train.group.scores")->text();
        QVERIFY2(said.contains(QStringLiteral("±")) && !said.contains(QStringLiteral("so far")), qPrintable(said));
        const auto runs = bench.store().runs().value();
        QCOMPARE(runs.size(), std::size_t(2));
        QCOMPARE(runs[0].group, runs[1].group);
        QVERIFY(!runs[0].group.empty());
        QVERIFY(runs[0].recipe.training.seed != runs[1].recipe.training.seed);

        bench.driver->click("nav.runs");
        auto* table = bench.driver->find<QTableView>("runs.table");
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, kLong);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Right);
        QTRY_COMPARE(table->model()->rowCount(), 3);
        QVERIFY(bench.driver->textSomewhere(QStringLiteral("95 % interval")));
        QTest::keyClick(table, Qt::Key_Left);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        bench.driver->click("nav.train");
        bench.driver->click("train.group.open");
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 3, kLong);
    }

    void aSearchEndsInARecipe() {
        Bench bench;
        bench.fillIn(2);
        bench.driver->click("train.search.open");
        auto* values = bench.driver->find<QLineEdit>("train.search.values1");
        QVERIFY(values->isVisible());
        values->clear();
        QTest::keyClicks(values, QStringLiteral("1e-5, 1e-3, 5e-3"));
        auto* trials = bench.driver->find<NumberEdit>("train.search.trials");
        trials->setNumber(0);
        Q_EMIT trials->numberChanged();
        QVERIFY2(bench.driver->find<QPushButton>("train.search.start")->isEnabled(), qPrintable(bench.driver->find<QLabel>("train.search.state")->text()));
        bench.driver->click("train.search.start");
        QTRY_VERIFY_WITH_TIMEOUT(bench.training().isActive(), kLong);
        auto* table = bench.driver->find<QTableView>("train.search.table");
        QTRY_COMPARE(table->model()->rowCount(), 3);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.training().isActive(), kLong);
        const auto& result = bench.training().search();
        QCOMPARE(result.rounds.size(), std::size_t(2));
        QCOMPARE(result.rounds.back().trials.size(), std::size_t(1));
        QCOMPARE(bench.store().runs()->size(), std::size_t(4));
        const int last = table->model()->columnCount() - 1;
        QCOMPARE(table->model()->index(0, last).data().toString(), QStringLiteral("the best"));
        QVERIFY(table->model()->index(1, last).data().toString().startsWith(QStringLiteral("cut: place 2 of 3")));
        QVERIFY(bench.driver->textSomewhere(QStringLiteral("The best:")));
        bench.driver->click("train.search.use");
        auto* rate = bench.driver->find<NumberEdit>("train.learning_rate");
        QTRY_VERIFY(rate->isVisible());
        QCOMPARE(rate->number().value(), result.best().values.at("training.learning_rate").get<double>());
    }

    void aStoppedSearchKeepsWhatIsOver() {
        Bench bench;
        bench.fillIn(60);
        bench.driver->click("train.search.open");
        auto* values = bench.driver->find<QLineEdit>("train.search.values1");
        values->clear();
        QTest::keyClicks(values, QStringLiteral("1e-4, 1e-3, 5e-3"));
        for (const char* name : {"train.search.trials", "train.search.rounds"}) {
            auto* number = bench.driver->find<NumberEdit>(name);
            number->setNumber(QLatin1String(name).endsWith(QLatin1String("rounds")) ? 1 : 0);
            Q_EMIT number->numberChanged();
        }
        bench.driver->click("train.search.start");
        QTRY_VERIFY_WITH_TIMEOUT(!bench.training().search().rounds.empty(), 3 * kLong); // the first is over
        bench.driver->click("train.search.stop");
        QTRY_VERIFY_WITH_TIMEOUT(!bench.training().isActive(), kLong);
        QVERIFY(bench.driver->textSomewhere(QStringLiteral("what was trained is kept")));
        QVERIFY(bench.driver->find<QPushButton>("train.search.use")->isVisible());
        QVERIFY(bench.store().runs()->size() >= 2);
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
