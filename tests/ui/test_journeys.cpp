// SPDX-License-Identifier: GPL-3.0-or-later
// The real window, driven as a person would: from a sample's button, and from a file dropped on it, to a trained model, and
// to a try that a new process finds again. The model is tiny, so that the whole way takes seconds.
#include "tests/support/process.h"
#include "tests/ui/driver.h"
#include "ui/bridge/session.h"
#include "ui/bridge/training_controller.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QTimer>

using namespace espalier;
using namespace espalier::test;

namespace {

const QString kSentence = QStringLiteral("a lovely film and a great cast");

/// Longest time between two turns of the event loop.
class StallMeter {
public:
    StallMeter() {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_clock.start();
        QObject::connect(&m_timer, &QTimer::timeout, [this] {
            m_longest = std::max(m_longest, m_clock.restart());
            ++m_turns;
        });
        m_timer.start(5);
    }
    qint64 longest() const { return m_longest; }
    int turns() const { return m_turns; }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longest = 0;
    int m_turns = 0;
};

}

class TestJourneys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstFiveMinutes();
    void myOwnFile();
    void closingInterruptsAndTheNextStartOffersIt();

private:
    void typeAndKeep(Driver& driver, const QString& text);
};

/// What a new process finds: 0 where the try is in its history.
int findTry(const std::string& workspace, const QString& text) {
    Driver driver(workspace);
    driver.click("nav.playground");
    auto* history = driver.find<QTableView>("playground.history");
    for (int i = 0; i < 100 && history->model()->rowCount() == 0; ++i) QTest::qWait(50);
    for (int row = 0; row < history->model()->rowCount(); ++row)
        for (int column = 0; column < history->model()->columnCount(); ++column)
            if (history->model()->index(row, column).data().toString() == text) return 0;
    return 1;
}

void TestJourneys::typeAndKeep(Driver& driver, const QString& text) {
    auto* edit = driver.find<QPlainTextEdit>("playground.text");
    edit->setPlainText(text);
    auto* numbers = driver.find<QLabel>("playground.numbers");
    QTRY_VERIFY_WITH_TIMEOUT(!numbers->text().isEmpty(), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(!driver.session().workspace().tries(toStdString(text)).value().empty(), 20000);
}

void TestJourneys::firstFiveMinutes() {
    const TemporaryFolder folder;
    const Samples samples(folder.path());
    const auto workspace = folder / "workspace";
    {
        Driver driver(workspace);
        QTRY_VERIFY_WITH_TIMEOUT(driver.window().findChild<QPushButton*>(QStringLiteral("start.sample.movie-reviews")), 20000);
        StallMeter stalls;
        driver.click("start.sample.movie-reviews");
        auto& training = driver.session().training();
        QTRY_VERIFY_WITH_TIMEOUT(training.isActive(), 20000);
        QTRY_COMPARE_WITH_TIMEOUT(driver.window().currentPage()->id(), QStringLiteral("train"), 20000);
        QTRY_VERIFY_WITH_TIMEOUT(!training.isActive(), 120000);
        qInfo("largest event-loop gap while training: %lld ms over %d turns", static_cast<long long>(stalls.longest()), stalls.turns());
        QVERIFY(stalls.turns() > 10);
        QVERIFY(driver.find<QLabel>("train.result.score")->text().contains(QLocale().decimalPoint()));
        const auto runs = driver.session().workspace().runs().value();
        QCOMPARE(runs.size(), std::size_t(1));
        QCOMPARE(runs.front().status, std::string("completed"));
        driver.click("train.try");
        QTRY_COMPARE(driver.window().currentPage()->id(), QStringLiteral("playground"));
        typeAndKeep(driver, kSentence);
    }
    const auto again = test::run({QCoreApplication::applicationFilePath().toStdString(), "--find-try", workspace, kSentence.toStdString()});
    QCOMPARE(again.code, 0);
}

void TestJourneys::myOwnFile() {
    const TemporaryFolder folder;
    const auto file = folder / "feedback.csv";
    copyReviewsWithProblems(file);
    Driver driver(folder / "workspace");
    driver.session().workspace().addModel(tinyModel()).value();
    driver.drop(file);
    QTRY_COMPARE_WITH_TIMEOUT(driver.window().currentPage()->id(), QStringLiteral("data"), 20000);
    auto* import = driver.find<QPushButton>("data.import.confirm");
    QTRY_VERIFY_WITH_TIMEOUT(import->isEnabled() && import->isVisible(), 20000);
    driver.click("data.import.confirm");
    auto& store = driver.session().workspace();
    QTRY_VERIFY_WITH_TIMEOUT(store.dataset("feedback"), 20000);
    const auto rows = store.dataset("feedback")->record.rows;
    QCOMPARE(store.dataset("feedback")->record.badLines.size(), std::size_t(1));

    QTRY_VERIFY_WITH_TIMEOUT(driver.window().findChild<QPushButton*>(QStringLiteral("data.fix.empty_text")), 20000);
    driver.click("data.fix.empty_text");
    QTRY_VERIFY_WITH_TIMEOUT(store.dataset("feedback")->record.rows == rows - 1, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(driver.find<QPushButton>("data.undo")->isEnabled(), 20000);
    driver.click("data.undo");
    QTRY_VERIFY_WITH_TIMEOUT(store.dataset("feedback")->record.rows == rows, 20000);

    driver.click("data.use");
    QTRY_COMPARE_WITH_TIMEOUT(driver.window().currentPage()->id(), QStringLiteral("train"), 20000);
    auto* data = driver.find<QComboBox>("train.data");
    QTRY_COMPARE_WITH_TIMEOUT(data->currentData().toString(), QStringLiteral("feedback"), 20000);
    auto* model = driver.find<QComboBox>("train.model");
    QTRY_VERIFY_WITH_TIMEOUT(driver.choose(model, toQString(tinyModel())), 20000);
    auto* start = driver.find<QPushButton>("train.start");
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), 30000);
    driver.click("train.start");
    auto& training = driver.session().training();
    QTRY_VERIFY_WITH_TIMEOUT(training.isActive(), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(!training.isActive(), 120000);
    QCOMPARE(store.run(1)->status, std::string("completed"));
    QCOMPARE(store.run(1)->recipe.data.train, std::string("feedback"));
    driver.click("train.open");
    QTRY_COMPARE(driver.window().currentPage()->id(), QStringLiteral("runs"));
}

void TestJourneys::closingInterruptsAndTheNextStartOffersIt() {
    const TemporaryFolder folder;
    const Samples samples(folder.path());
    const auto workspace = folder / "workspace";
    {
        Driver driver(workspace);
        auto recipe = driver.session().workspace().prepareSample("movie-reviews").value();
        recipe.training.epochs = 400;
        driver.session().training().start(recipe);
        QTRY_VERIFY_WITH_TIMEOUT(driver.session().training().events().size() > 20, 60000);
        driver.session().training().interrupt();
        QTRY_VERIFY_WITH_TIMEOUT(!driver.session().training().isActive(), 60000);
    }
    Driver driver(workspace);
    QCOMPARE(driver.session().workspace().run(1)->status, std::string("interrupted"));
    driver.click("nav.start");
    QTRY_VERIFY_WITH_TIMEOUT(driver.textSomewhere(QStringLiteral("interrupted")), 20000);
}

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    if (argc == 4 && QString::fromLocal8Bit(argv[1]) == QStringLiteral("--find-try")) return findTry(argv[2], QString::fromUtf8(argv[3]));
    TestJourneys journeys;
    return QTest::qExec(&journeys, argc, argv);
}

#include "test_journeys.moc"
