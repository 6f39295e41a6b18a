// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/answer_cells.h"
#include "engine/data/answers.h"
#include "engine/data/reader.h"
#include "tests/engine/data/temporary_file.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

using Cells = std::vector<std::string>;
const std::filesystem::path kSquad = ESPALIER_FIXTURES "/questions/squad.json";

struct Taken {
    std::vector<Example> examples;
    std::vector<BadLine> badLines;
    std::string task;
};

Taken take(const std::filesystem::path& path) {
    auto read = readTable(path).value();
    const auto mapping = guessMapping(read.table);
    Taken taken {.badLines = read.table.badLines, .task = guessTask(read.table, mapping)};
    taken.examples = toAnswerExamples(read.table, mapping, taken.badLines).value();
    return taken;
}

Taken takeText(const std::string& name, const std::string& bytes) {
    return take(TemporaryFile(name, bytes).path());
}

/// A paragraph with one question, whose answers are given as JSON.
std::string squad(const std::string& answers, const std::string& context = "Ada lives in Holm.") {
    return R"({"data":[{"title":"T","paragraphs":[{"context":")" + context + R"(","qas":[)" "\n" R"({"id":"q7","question":"Where?","answers":)" + answers + "}]}]}]}";
}

TEST(Squad, AQuestionIsARow) {
    const auto read = readTable(kSquad).value();
    EXPECT_EQ(read.format, FileFormat::Squad);
    EXPECT_EQ(read.table.columns, (Cells {"id", "title", "context", "question", "answers"}));
    ASSERT_EQ(read.table.rows.size(), 14u);
    EXPECT_TRUE(read.table.badLines.empty());
    const auto& first = read.table.rows.front().cells;
    EXPECT_EQ(first[0], "q01");
    EXPECT_EQ(first[1], "The Lind orchard");
    EXPECT_EQ(first[3], "Who planted the trees?");
    EXPECT_GT(read.table.rows[1].line, read.table.rows[0].line); // where each begins in the file
    EXPECT_EQ(read.table.rows[13].cells[1], "A ferry");
    const auto taken = take(kSquad);
    EXPECT_EQ(taken.task, "qa");
    EXPECT_TRUE(taken.badLines.empty());
    ASSERT_EQ(taken.examples.size(), 14u);
    EXPECT_EQ(taken.examples[1].label, R"([[52,"1907"],[49,"In 1907"]])"); // code points, behind an emoji
    EXPECT_EQ(taken.examples[3].label, "[]");
    EXPECT_EQ(taken.examples[0].text, first[3]);
    EXPECT_EQ(taken.examples[0].pair, first[2]);
}

TEST(Squad, APreviewStopsEarly) {
    const auto read = readTable(kSquad, {.maxRows = 3}).value();
    EXPECT_EQ(read.table.rows.size(), 3u);
    EXPECT_FALSE(read.complete);
    EXPECT_TRUE(read.table.badLines.empty());
    EXPECT_TRUE(readTable(kSquad, {.maxRows = 14})->complete);
}

TEST(Squad, AnAnswerThatStandsElsewhereIsListedWithItsLineAndName) {
    const auto good = takeText("a.json", squad(R"([{"text":"Holm","answer_start":13}])"));
    ASSERT_EQ(good.examples.size(), 1u);
    const std::pair<const char*, const char*> cases[] = {
        {R"([{"text":"Holm","answer_start":12}])", "does not stand at character 12 of the context, where \" Hol\" stands"},
        {R"([{"text":"Holm","answer_start":15}])", "begins at character 15, but the context has 18"},
        {R"([{"text":"Holm","answer_start":-1}])", "begins at character -1"},
        {R"([{"text":"Holm","answer_start":18446744073709551615}])", "begins at character 9223372036854775807"},
        {R"([{"text":"","answer_start":0}])", "an answer is empty"},
        {R"([{"text":"Holm"}])", "no whole number \"answer_start\""},
        {R"([{"answer_start":3}])", "no \"text\""},
        {R"([{"text":5,"answer_start":3}])", "no \"text\""},
    };
    for (const auto& [answers, reason] : cases) {
        auto read = readTable(TemporaryFile("b.json", squad(answers)).path());
        std::vector<BadLine> bad;
        if (read) {
            bad = read->table.badLines;
            EXPECT_TRUE(toAnswerExamples(read->table, guessMapping(read->table), bad)->empty()) << answers;
            ASSERT_EQ(bad.size(), 1u) << answers;
            EXPECT_EQ(bad[0].line, 2);
            EXPECT_EQ(bad[0].text, "Where?");
            EXPECT_NE(bad[0].reason.find("question q7: "), std::string::npos);
            EXPECT_NE(bad[0].reason.find(reason), std::string::npos) << bad[0].reason;
        } else {
            EXPECT_NE(read.error().message.find(reason), std::string::npos) << read.error().message;
        }
    }
}

TEST(Squad, MalformedFilesSayWhatIsWrong) {
    const std::string whole = squad(R"([{"text":"Holm","answer_start":13}])");
    const std::string two = whole.substr(0, whole.size() - 4) + R"(]},{"title":"U","paragraphs":[{"context":"x","qas":[{"question":"y","answers":[]}]}]}]})";
    const std::pair<std::string, const char*> cases[] = {
        {whole.substr(0, whole.size() - 5), "the JSON is broken"},
        {R"({"data":[{"paragraphs":[{"qas":[{"question":"y","id":"z","answers":[]}]}]}]})", "its paragraph has no \"context\""},
        {R"({"data":[{"paragraphs":[{"context":"x","qas":[{"id":"z"}]}]}]})", "there is no \"question\""},
        {R"({"data":[{"paragraphs":[{"context":["x"],"qas":[{"question":{"a":1},"id":"z"}]}]}]})", "there is no \"question\""},
        {R"({"data":[{"paragraphs":[{"context":"a\u0000b","qas":[{"question":"y"}]}]}]})", "NUL"},
        {R"({"data":[{"paragraphs":[{"context":"x","qas":[)" + std::string(3000, '[') + "]}]}]}", "broken"},
        {R"({"data":[], "paragraphs":[], "qas":[]})", "no row"},
        {R"({"data":[{"paragraphs":[{"context":"x","qas":[]}]}]})", "no row"},
    };
    for (const auto& [bytes, reason] : cases) {
        const auto read = readTable(TemporaryFile("a.json", bytes).path(), {.format = FileFormat::Squad});
        ASSERT_FALSE(read) << bytes;
        EXPECT_NE(read.error().message.find(reason), std::string::npos) << read.error().message;
    }
    // What stood before the break is kept, and the break is told.
    const auto cut = readTable(TemporaryFile("a.json", two.substr(0, two.size() - 3)).path()).value();
    EXPECT_EQ(cut.table.rows.size() + cut.table.badLines.size(), 3u);
}

TEST(Answers, TablesHoldThemInSeveralForms) {
    const Cells forms = {R"({"text":["Holm"],"answer_start":[13]})", R"([{"text":"Holm","answer_start":13}])", R"([[13,"Holm"]])",
                         R"({"text":"Holm","answer_start":13})", R"("Holm")"};
    for (const std::string& form : forms) {
        const auto taken = takeText("a.jsonl", R"({"question":"Where?","context":"Ada lives in Holm.","answers":)" + form + "}\n");
        EXPECT_EQ(taken.task, "qa");
        ASSERT_EQ(taken.examples.size(), 1u) << form;
        EXPECT_EQ(taken.examples[0].label, R"([[13,"Holm"]])");
    }
    const auto twice = takeText("a.csv", "question,context,answer\nWhere?,Holm is not Holm.,Holm\nWhen?,Holm is old.,noon\nWho?,Holm is old.,\n");
    ASSERT_EQ(twice.examples.size(), 1u); // nobody has looked for the last
    EXPECT_EQ(twice.examples[0].label, "");
    ASSERT_EQ(twice.badLines.size(), 2u);
    EXPECT_NE(twice.badLines[0].reason.find("more than once"), std::string::npos);
    EXPECT_NE(twice.badLines[1].reason.find("does not stand in the context"), std::string::npos);
    // What a dataset of questions is written as comes back as one.
    const auto again = takeText("b.jsonl", R"({"text":"Where?","pair":"Ada lives in Holm.","label":"[[13,\"Holm\"]]","split":""})" "\n");
    EXPECT_EQ(again.task, "qa");
    EXPECT_EQ(again.examples.at(0).label, R"([[13,"Holm"]])");
    // Questions and answers without a context are for a language model.
    EXPECT_NE(guessTask(readTable(TemporaryFile("c.jsonl", R"({"question":"a b","answer":"c d"})").path())->table, {"question", "answer", ""}), "qa");
}

TEST(Answers, AreSaidAndCounted) {
    EXPECT_EQ(answerSummary(R"([[0,"Ada"],[4,"her"],[9,"Ada"]])"), "Ada / her");
    EXPECT_EQ(answerSummary("[]"), "no answer");
    EXPECT_EQ(answerSummary(""), "");
    EXPECT_EQ(answerSummary("Ada"), "Ada");
    const auto counts = countAnswers({{"[]", 3}, {R"([[0,"Ada"]])", 4}, {R"([[1,"da"]])", 1}, {"", 2}});
    ASSERT_EQ(counts.size(), 2u);
    EXPECT_EQ(counts[0].label, "answer");
    EXPECT_EQ(counts[0].count, 5);
    EXPECT_EQ(counts[1].count, 3);
}

TEST(Answers, WhatIsWrongIsFound) {
    const std::vector<Example> examples = {{1, "Where?", "Ada lives in Holm.", R"([[13,"Holm"]])"}, {2, "Who?", "Ada lives in Holm.", R"([[1,"Ada"]])"},
                                           {3, "When?", "Ada lives in Holm.", ""}, {4, "Why?", "Ada lives in Holm.", "[]"}};
    const auto findings = findProblems(examples, {}, "qa");
    const auto of = [&](FindingKind kind) {
        for (const auto& finding : findings)
            if (finding.kind == kind) return finding.cureRows;
        return std::vector<std::int64_t> {-1};
    };
    EXPECT_EQ(of(FindingKind::MisplacedAnswer), (std::vector<std::int64_t> {1}));
    EXPECT_EQ(of(FindingKind::EmptyLabel), (std::vector<std::int64_t> {2}));
    EXPECT_EQ(findingFromName(findingName(FindingKind::MisplacedAnswer)), FindingKind::MisplacedAnswer);
}

}
}
