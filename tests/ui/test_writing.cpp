// SPDX-License-Identifier: GPL-3.0-or-later
// The playground's tabs Write and Fill in, in the real window with tiny models.
#include "tests/support/process.h"
#include "tests/ui/driver.h"
#include "ui/shell/page.h"
#include "ui/widgets/kit.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QTextEdit>

using namespace espalier;
using namespace espalier::test;

namespace {

std::string model(const char* name) {
    return std::string(ESPALIER_FIXTURES) + "/answers/" + name;
}

/// A window with a model that writes and one that fills in, on the Playground.
struct Playground {
    TemporaryFolder folder;
    Driver driver {folder / "workspace"};
    Playground() {
        for (const char* name : {"gpt2_tiny", "t5", "bert_masked", "roberta_masked"})
            driver.session().workspace().addModel(model(name)).value();
        driver.session().showPage(QStringLiteral("playground"));
    }
    QString said(const char* name) { return driver.find<QLabel>(name)->text(); }
    void set(const char* name, const QString& value) { driver.find<QLineEdit>(name)->setText(value); }
    QString written(int number) {
        return driver.find<QTextEdit>(qPrintable(QStringLiteral("playground.write.text%1").arg(number)))->toPlainText();
    }
    bool idle() { return driver.find<QPushButton>("playground.write.start")->isVisible(); }
    void write() {
        driver.click("playground.write.start");
        QTRY_VERIFY_WITH_TIMEOUT(idle(), 60000);
    }
};

}

class TestWriting : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesAndKeeps();
    void settingsDecide();
    void stopKeepsWhatWasWritten();
    void fillsIn();
};

void TestWriting::writesAndKeeps() {
    Playground play;
    Driver& driver = play.driver;
    driver.click("playground.tab.write");
    auto* models = driver.find<QComboBox>("playground.write.model");
    QTRY_VERIFY_WITH_TIMEOUT(models->count() >= 2, 20000);
    QVERIFY(driver.choose(models, toQString(model("gpt2_tiny"))));
    QCOMPARE(driver.find<QPlainTextEdit>("playground.write.text")->toPlainText(),
             QStringLiteral("The future of artificial intelligence will"));
    play.set("playground.write.new_tokens", QStringLiteral("6"));
    play.set("playground.write.sequences", QStringLiteral("2"));
    play.write();
    for (const int number : {1, 2}) {
        QVERIFY(play.written(number).startsWith(QStringLiteral("The future of artificial intelligence will")));
        QVERIFY(play.written(number).size() > 42);
    }
    QVERIFY(play.written(1) != play.written(2));
    QVERIFY(play.said("playground.write.numbers").contains(QStringLiteral("tokens/s")));
    QVERIFY(driver.textSomewhere(QStringLiteral("length reached")));
    driver.click("playground.write.text2.copy");
    QCOMPARE(QApplication::clipboard()->text(), play.written(2));

    auto& store = driver.session().workspace();
    QTRY_COMPARE_WITH_TIMEOUT(store.tries("artificial").value().size(), 1u, 20000);
    const TryRecord record = store.tries("artificial").value().front();
    QVERIFY(toQString(record.label).contains(play.written(2).mid(42)));
    QCOMPARE(record.model, model("gpt2_tiny"));
    driver.find<QLineEdit>("playground.search")->setText(QStringLiteral("artificial intell"));
    auto* history = driver.find<QTableView>("playground.history");
    QTRY_COMPARE_WITH_TIMEOUT(history->model()->rowCount(), 1, 20000);

    QVERIFY(driver.choose(models, toQString(model("t5")))); // answers, and does not go on from the prompt
    play.set("playground.write.sequences", QStringLiteral("1"));
    play.write();
    QVERIFY(!play.written(1).startsWith(QStringLiteral("The future")));
}

void TestWriting::settingsDecide() {
    Playground play;
    Driver& driver = play.driver;
    driver.click("playground.tab.write");
    auto* models = driver.find<QComboBox>("playground.write.model");
    QTRY_VERIFY_WITH_TIMEOUT(models->count() >= 2, 20000);
    QVERIFY(driver.choose(models, toQString(model("gpt2_tiny"))));
    play.set("playground.write.new_tokens", QStringLiteral("8"));
    play.write();
    const QString first = play.written(1);
    play.write();
    QCOMPARE(play.written(1), first);
    play.set("playground.write.seed", QStringLiteral("7"));
    play.set("playground.write.temperature", QStringLiteral("1.5"));
    play.write();
    QVERIFY(play.written(1) != first);

    QVERIFY(driver.choose(driver.find<QComboBox>("playground.write.way"), QStringLiteral("beams")));
    QVERIFY(!driver.find<QLineEdit>("playground.write.temperature")->isEnabled());
    play.set("playground.write.beams", QStringLiteral("1"));
    driver.click("playground.write.start"); // from 2 on
    QVERIFY(play.idle());
    QVERIFY(driver.textSomewhere(QStringLiteral("from 2 to")));
    play.set("playground.write.beams", QStringLiteral("3"));
    play.write();
    GenerateOptions options {.maxNewTokens = 8, .beams = 3};
    const auto generator = driver.session().workspace().generator(model("gpt2_tiny")).value();
    const auto expected = generator->generate("The future of artificial intelligence will", options).value();
    QCOMPARE(play.written(1), toQString(expected.sequences.at(0).text));
}

void TestWriting::stopKeepsWhatWasWritten() {
    Playground play;
    Driver& driver = play.driver;
    driver.click("playground.tab.write");
    auto* models = driver.find<QComboBox>("playground.write.model");
    QTRY_VERIFY_WITH_TIMEOUT(models->count() >= 2, 20000);
    QVERIFY(driver.choose(models, toQString(model("t5")))); // reads on without an end
    play.set("playground.write.new_tokens", QStringLiteral("100000"));
    driver.find<QPlainTextEdit>("playground.write.text")->setFocus();
    QTest::keyClick(driver.find<QPlainTextEdit>("playground.write.text"), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(play.written(1).size() > 100, 60000); // the prompt and more
    driver.click("playground.write.stop");
    QTRY_VERIFY_WITH_TIMEOUT(play.idle(), 60000);
    QCOMPARE(play.said("playground.write.text1.finish"), QStringLiteral("stopped"));
    QVERIFY(play.written(1).size() > 20);
    QTRY_VERIFY_WITH_TIMEOUT(!driver.session().workspace().tries("artificial").value().empty(), 20000);
}

void TestWriting::fillsIn() {
    Playground play;
    Driver& driver = play.driver;
    driver.click("playground.tab.fill");
    auto* models = driver.find<QComboBox>("playground.fill.model");
    QTRY_VERIFY_WITH_TIMEOUT(models->count() >= 2, 20000);
    auto* text = driver.find<QPlainTextEdit>("playground.fill.text");
    text->setPlainText(QStringLiteral("Steve Jobs in "));
    QVERIFY(driver.choose(models, toQString(model("roberta_masked"))));
    QTRY_VERIFY_WITH_TIMEOUT(play.said("playground.fill.state").contains(QStringLiteral("<mask>")), 20000);
    QVERIFY(driver.choose(models, toQString(model("bert_masked"))));
    QTRY_VERIFY_WITH_TIMEOUT(play.said("playground.fill.state").contains(QStringLiteral("[MASK]")), 20000);
    text->moveCursor(QTextCursor::End);
    driver.click("playground.fill.insert");
    QCOMPARE(text->toPlainText(), QStringLiteral("Steve Jobs in [MASK]"));
    const auto filler = driver.session().workspace().maskFiller(model("bert_masked")).value();
    const auto expected = filler->fill("Steve Jobs in [MASK]").value().masks.at(0);
    QTRY_VERIFY_WITH_TIMEOUT(driver.window().findChild<QWidget*>(QStringLiteral("playground.fill.mask1")), 20000);
    auto* second = driver.find<QWidget>("playground.fill.mask1");
    QTRY_VERIFY_WITH_TIMEOUT(second->isVisible(), 20000);
    auto* word = driver.find<QPushButton>("playground.fill.word1.2");
    QTRY_COMPARE_WITH_TIMEOUT(word->text(), toQString(expected.at(1).tokenStr), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(!driver.session().workspace().tries("Steve Jobs in [MASK]").value().empty(), 20000);
    driver.click("playground.fill.word1.2");
    QCOMPARE(text->toPlainText(), QStringLiteral("Steve Jobs in ") + toQString(expected.at(1).tokenStr));
    text->setPlainText(QStringLiteral("[MASK] Jobs in [MASK]"));
    const auto* window = &driver.window();
    QTRY_VERIFY_WITH_TIMEOUT(window->findChild<QWidget*>(QStringLiteral("playground.fill.mask2")), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(driver.find<QWidget>("playground.fill.mask2")->isVisible(), 20000);
}

QTEST_MAIN(TestWriting)
#include "test_writing.moc"
