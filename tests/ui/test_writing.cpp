// SPDX-License-Identifier: GPL-3.0-or-later
// The playground's tabs Write and Fill in, in the real window with tiny models.
#include "engine/data/reader.h"
#include "engine/workspace/answer_files.h"
#include "tests/support/process.h"
#include "tests/ui/driver.h"
#include "ui/shell/page.h"
#include "ui/widgets/dialogs.h"
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
#include <QSet>
#include <QTextEdit>

#include <filesystem>
#include <fstream>

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
    void twoModelsBesideEachOther();
    void settingsOutliveLanguageAndWindow();
    void filesAreAnswered();
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

void TestWriting::twoModelsBesideEachOther() {
    Playground play;
    Driver& driver = play.driver;
    driver.click("playground.tab.write");
    auto* models = driver.find<QComboBox>("playground.write.model");
    QTRY_VERIFY_WITH_TIMEOUT(models->count() >= 2, 20000);
    QVERIFY(driver.choose(models, toQString(model("gpt2_tiny"))));
    auto* second = driver.find<QComboBox>("playground.write.second.model");
    QVERIFY(!second->isVisible());
    driver.click("playground.write.compare");
    QVERIFY(second->isVisible());
    QVERIFY(driver.choose(second, toQString(model("t5"))));
    play.set("playground.write.new_tokens", QStringLiteral("6"));
    play.write();
    QVERIFY(play.written(1).startsWith(QStringLiteral("The future")));
    const QString other = driver.find<QTextEdit>("playground.write.second.text1")->toPlainText();
    QVERIFY(!other.isEmpty() && !other.startsWith(QStringLiteral("The future")));
    for (const char* head : {"playground.write.head", "playground.write.second.head"})
        QVERIFY2(play.said(head).contains(QStringLiteral("tokens/s")), qPrintable(play.said(head)));
    auto& store = driver.session().workspace();
    QTRY_COMPARE_WITH_TIMEOUT(store.tries("artificial").value().size(), 2u, 20000);
    QSet<QString> kept;
    for (const TryRecord& record : store.tries("artificial").value()) kept.insert(toQString(record.model));
    QCOMPARE(kept, (QSet<QString> {toQString(model("gpt2_tiny")), toQString(model("t5"))}));
    driver.click("playground.write.compare");
    QVERIFY(!second->isVisible());
    play.write();
    QVERIFY(play.said("playground.write.numbers").contains(QStringLiteral("tokens/s")));
}

void TestWriting::settingsOutliveLanguageAndWindow() {
    const TemporaryFolder folder;
    const auto open = [&] {
        auto driver = std::make_unique<Driver>(folder / "workspace");
        driver->session().workspace().addModel(model("gpt2_tiny")).value();
        driver->session().showPage(QStringLiteral("playground"));
        driver->click("playground.tab.write");
        QTest::qWait(0);
        return driver;
    };
    auto driver = open();
    const auto typed = [&](const char* name) { return driver->find<QLineEdit>(name)->text(); };
    QTRY_VERIFY_WITH_TIMEOUT(driver->find<QLineEdit>("playground.write.top_k")->isVisible(), 20000);
    const auto type = [&](const char* name, const QString& value) {
        driver->find<QLineEdit>(name)->clear();
        QTest::keyClicks(driver->find<QLineEdit>(name), value);
    };
    type("playground.write.new_tokens", QStringLiteral("33"));
    type("playground.write.top_k", QStringLiteral("7"));
    type("playground.write.stop_strings", QStringLiteral("end"));
    QVERIFY(driver->choose(driver->find<QComboBox>("playground.write.way"), QStringLiteral("beams")));
    for (Page* page : driver->window().findChildren<Page*>())
        if (page->id() == QLatin1String("playground")) page->retranslate();
    QCOMPARE(typed("playground.write.new_tokens"), QStringLiteral("33"));
    QCOMPARE(typed("playground.write.stop_strings"), QStringLiteral("end"));
    QCOMPARE(driver->find<QComboBox>("playground.write.way")->currentData().toString(), QStringLiteral("beams"));
    type("playground.write.new_tokens", QStringLiteral("34"));
    driver.reset(); // at once, before anything has been written
    driver = open();
    QTRY_COMPARE_WITH_TIMEOUT(typed("playground.write.new_tokens"), QStringLiteral("34"), 20000);
    QCOMPARE(typed("playground.write.stop_strings"), QStringLiteral("end"));
    QCOMPARE(typed("playground.write.top_k"), QStringLiteral("7"));
    QCOMPARE(driver->find<QComboBox>("playground.write.way")->currentData().toString(), QStringLiteral("beams"));
}

void TestWriting::filesAreAnswered() {
    Playground play;
    auto& workspace = play.driver.session().workspace();
    const std::string prompts = play.folder / "prompts.txt", written = play.folder / "written.csv";
    {
        std::ofstream out(prompts);
        out << "The future\nSteve Jobs in\n";
    }
    WriteFileOptions options;
    options.generate.maxNewTokens = 5;
    QCOMPARE(writeFile(workspace, model("gpt2_tiny"), prompts, written, options).value(), std::int64_t(2));
    const auto answers = readTable(written, {}).value().table;
    QCOMPARE(answers.columns, (std::vector<std::string> {"text", "answer"}));
    const auto expected = workspace.generator(model("gpt2_tiny")).value()->generate("Steve Jobs in", options.generate).value();
    QCOMPARE(answers.rows.at(1).cells.at(1), expected.sequences.at(0).newText);

    const std::string gaps = play.folder / "gaps.txt", filled = play.folder / "filled.csv";
    {
        std::ofstream out(gaps);
        out << "Steve [MASK] in [MASK]\nno blank\n";
    }
    const auto refused = fillFile(workspace, model("bert_masked"), gaps, filled);
    QVERIFY(!refused && refused.error().where.find("gaps.txt:2") != std::string::npos);
    QVERIFY(!std::filesystem::exists(filled));
    {
        std::ofstream out(gaps);
        out << "Steve [MASK] in [MASK]\n";
    }
    QCOMPARE(fillFile(workspace, model("bert_masked"), gaps, filled, {.topK = 3}).value(), std::int64_t(1));
    const auto table = readTable(filled, {}).value().table;
    const auto words = workspace.maskFiller(model("bert_masked")).value()->fill("Steve [MASK] in [MASK]", {.topK = 3}).value().masks;
    QCOMPARE(table.rows.at(0).cells.at(1), "Steve " + words[0][0].tokenStr + " in " + words[1][0].tokenStr);
    QCOMPARE(parseJson(table.rows.at(0).cells.at(2), {}).value().at(1).size(), std::size_t(3));

    // And by the button: the tab's own way of answering.
    play.driver.click("playground.tab.fill");
    QTRY_VERIFY_WITH_TIMEOUT(play.driver.find<QComboBox>("playground.fill.model")->count() >= 2, 20000);
    QVERIFY(play.driver.choose(play.driver.find<QComboBox>("playground.fill.model"), toQString(model("bert_masked"))));
    const std::string again = play.folder / "again.csv";
    const Dialogs before = dialogs();
    dialogs().openFile = [&](QWidget*, const QString&, const QString&) { return toQString(gaps); };
    dialogs().saveFile = [&](QWidget*, const QString&, const QString&, const QString&) { return toQString(again); };
    play.driver.click("playground.file");
    QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(again), 20000);
    dialogs() = before;
    QCOMPARE(readTable(again, {}).value().table.rows.at(0).cells.at(1), table.rows.at(0).cells.at(1));
}

QTEST_MAIN(TestWriting)
#include "test_writing.moc"
