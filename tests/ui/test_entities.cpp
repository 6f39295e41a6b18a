// SPDX-License-Identifier: GPL-3.0-or-later
// Entities in the real window: from a CoNLL file dropped on it to marked names in the Playground.
#include "tests/support/process.h"
#include "tests/ui/driver.h"
#include "ui/bridge/training_controller.h"
#include "ui/shell/page.h"
#include "ui/widgets/entity_text.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <fstream>

using namespace espalier;
using namespace espalier::test;

namespace {

const QString kSentence = QStringLiteral("the film script was dull .");

void writeSentences(const std::string& file) {
    const char* things[] {"film", "story", "cast", "plot", "music"};
    std::ofstream out(file);
    for (int i = 0; i < 120; ++i)
        out << "the O\n" << things[i % 5] << " B-thing\n" << (i % 3 ? "script I-thing\n" : "") << "was O\n" << (i % 2 ? "great" : "dull") << " B-verdict\n. O\n\n";
    out << "film\nthe O\n";
}

bool cellSays(QTableView* table, const QString& text) {
    for (int row = 0; row < table->model()->rowCount(); ++row)
        for (int column = 0; column < table->model()->columnCount(); ++column)
            if (table->model()->index(row, column).data().toString().contains(text)) return true;
    return false;
}

}

class TestEntities : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fromAFileToMarkedNames();
    void textWithItsEntities();
};

void TestEntities::fromAFileToMarkedNames() {
    const TemporaryFolder folder;
    writeSentences(folder / "ner.conll");
    Driver driver(folder / "workspace");
    auto& store = driver.session().workspace();
    store.addModel(tinyModel()).value();

    driver.drop(folder / "ner.conll");
    auto* import = driver.find<QPushButton>("data.import.confirm");
    QTRY_VERIFY_WITH_TIMEOUT(import->isEnabled() && import->isVisible(), 20000);
    QVERIFY(cellSays(driver.find<QTableView>("data.import.rows"), QStringLiteral("film → thing")));
    QVERIFY(cellSays(driver.find<QTableView>("data.import.bad"), QStringLiteral("column")));
    QCOMPARE(driver.find<QComboBox>("data.import.task")->currentData().toString(), QStringLiteral("tokens"));
    driver.click("data.import.confirm");
    QTRY_VERIFY_WITH_TIMEOUT(store.dataset("ner"), 20000);
    auto* filter = driver.find<QComboBox>("data.label.filter");
    QTRY_VERIFY_WITH_TIMEOUT(filter->findData(QStringLiteral("verdict")) > 0, 20000);

    driver.click("data.use");
    QTRY_COMPARE_WITH_TIMEOUT(driver.window().currentPage()->id(), QStringLiteral("train"), 20000);
    QCOMPARE(driver.find<QComboBox>("train.early_stopping_metric")->currentData().toString(), QStringLiteral("f1"));
    Recipe recipe;
    recipe.model = tinyModel();
    recipe.data.train = "ner";
    recipe.task = "tokens";
    recipe.training = {.epochs = 8, .batchSize = 8, .learningRate = 0.01, .earlyStoppingMetric = "f1"};
    auto& training = driver.session().training();
    training.start(recipe);
    QTRY_VERIFY_WITH_TIMEOUT(training.isActive(), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(!training.isActive(), 120000);
    QTRY_VERIFY_WITH_TIMEOUT(driver.find<QPushButton>("train.try")->isVisible(), 20000);
    QVERIFY(store.runs().value().front().metrics.at("f1") > 0.9);

    driver.click("train.try");
    QTRY_COMPARE(driver.window().currentPage()->id(), QStringLiteral("playground"));
    QVERIFY(driver.find<QPushButton>("playground.tab.entities")->isChecked());
    driver.find<QPlainTextEdit>("playground.entities.text")->setPlainText(kSentence);
    auto* list = driver.find<QTableView>("playground.entities.list");
    QTRY_VERIFY_WITH_TIMEOUT(cellSays(list, QStringLiteral("film script")), 20000);
    QVERIFY(driver.find<EntityText>("playground.entities.marked")->accessibleDescription().contains(QStringLiteral("film script")));
    QVERIFY(driver.find<QLabel>("playground.entities.legend")->text().contains(QStringLiteral("verdict")));
    driver.click("playground.entities.copy");
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("\"entity_group\": \"thing\"")));
    QVERIFY(driver.choose(driver.find<QComboBox>("playground.entities.aggregation"), QStringLiteral("none")));
    QTRY_VERIFY_WITH_TIMEOUT(cellSays(list, QStringLiteral("I-thing")), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(!store.tries(toStdString(kSentence)).value().empty(), 20000);
}

void TestEntities::textWithItsEntities() {
    EntityText text;
    text.resize(220, 100);
    text.setMarked(QStringLiteral("Steve Jobs founded Apple in Cupertino"),
                   {{0, 10, QStringLiteral("person"), 0.9}, {19, 24, QStringLiteral("company"), 0.8}});
    QCOMPARE(text.accessibleDescription(), QStringLiteral("person: Steve Jobs, company: Apple"));
    QVERIFY(text.toneOf(QStringLiteral("person")) != text.toneOf(QStringLiteral("company")));
    QVERIFY(text.heightForWidth(120) > text.heightForWidth(900));
    const QImage with = text.grab().toImage();
    text.setMarked(QStringLiteral("Steve Jobs founded Apple in Cupertino"), {});
    QVERIFY(with != text.grab().toImage());
    text.setMarked(QString(), {{0, 5, QStringLiteral("person"), 1}, {-3, 99, QStringLiteral("x"), 1}});
    text.grab();
}

QTEST_MAIN(TestEntities)
#include "test_entities.moc"
