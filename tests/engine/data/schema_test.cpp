// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/schema.h"

#include <gtest/gtest.h>

using namespace espalier;

namespace {

Table table(std::vector<std::string> columns, const std::vector<std::vector<std::string>>& rows) {
    Table made;
    made.columns = std::move(columns);
    std::int64_t line = 2;
    for (const auto& cells : rows)
        made.rows.push_back({line++, cells});
    return made;
}

TEST(GuessMapping, ByUsualNames) {
    struct Case {
        std::vector<std::string> columns;
        std::string text, pair, label;
    };
    const Case cases[] = {
        {{"id", "text", "label", "score"}, "text", "", "label"},
        {{"Sentiment", "Review"}, "Review", "", "Sentiment"},
        {{"tweet", "class"}, "tweet", "", "class"},
        {{"stars", "title", "body"}, "body", "", "stars"},
        {{"headline", "category"}, "headline", "", "category"},
        {{"question", "target"}, "question", "", "target"},
        {{"comment", "rating"}, "comment", "", "rating"},
        {{"sentence", "score"}, "sentence", "", "score"},
        {{"premise", "hypothesis", "label"}, "premise", "hypothesis", "label"},
        {{"idx", "sentence1", "sentence2", "gold_label"}, "sentence1", "sentence2", "gold_label"},
        {{"text"}, "text", "", ""},
        {{"prompt", "completion"}, "prompt", "completion", ""},
        {{"id", "Instruction", "Output"}, "Instruction", "Output", ""},
        {{"question", "answer"}, "question", "answer", ""},
        {{"messages"}, "messages", "", ""},
    };
    for (const Case& c : cases) {
        const auto mapping = guessMapping(table(c.columns, {std::vector<std::string>(c.columns.size(), "x")}));
        EXPECT_EQ(mapping.text, c.text);
        EXPECT_EQ(mapping.pair, c.pair) << c.text;
        EXPECT_EQ(mapping.label, c.label) << c.text;
    }
}

TEST(GuessMapping, ByContentWhereNamesSayNothing) {
    const auto made = table({"a", "b", "c"},
                            {{"1", "what a long film it was", "x"},
                             {"2", "and what a dreadful bore", "y"},
                             {"3", "no end of fun in this one", "x"},
                             {"4", "never again, thank you", "y"}});
    const auto mapping = guessMapping(made);
    EXPECT_EQ(mapping.text, "b");
    EXPECT_EQ(mapping.label, "c");
    EXPECT_EQ(guessTask(made, mapping), "classification");
}

TEST(GuessMapping, AFewAnswersAreClassesAndNotCompletions) {
    const auto made = table({"question", "answer"},
                            {{"is it wet", "yes"}, {"is it dry", "no"}, {"is it cold", "yes"}, {"is it warm", "no"}, {"is it far", "yes"}});
    const auto mapping = guessMapping(made);
    EXPECT_EQ(mapping.label, "answer");
    EXPECT_EQ(guessTask(made, mapping), "classification");
    const auto completions = table({"prompt", "completion"}, {{"a", "b c"}, {"d", "e f"}});
    EXPECT_EQ(guessTask(completions, guessMapping(completions)), "causal-lm");
}

TEST(GuessMapping, MeasuredNumbersAreARegressionTarget) {
    const auto made = table({"a", "b"},
                            {{"what a long film it was", "1.5"},
                             {"and what a dreadful bore", "-2.25"},
                             {"no end of fun in this one", "3.1"}});
    const auto mapping = guessMapping(made);
    EXPECT_EQ(mapping.text, "a");
    EXPECT_EQ(mapping.label, "b");
    EXPECT_EQ(guessTask(made, mapping), "regression");
}

TEST(GuessTask, WholeNumbersAreClassesUnlessThereAreMany) {
    std::vector<std::vector<std::string>> few, many;
    for (int i = 0; i < 100; ++i) {
        few.push_back({"text " + std::to_string(i), std::to_string(i % 5)});
        many.push_back({"text " + std::to_string(i), std::to_string(i)});
    }
    const ColumnMapping mapping {"text", "", "label"};
    EXPECT_EQ(guessTask(table({"text", "label"}, few), mapping), "classification");
    EXPECT_EQ(guessTask(table({"text", "label"}, many), mapping), "regression");
    EXPECT_EQ(guessTask(table({"text", "label"}, few), {"text", "", ""}), "causal-lm");
}

TEST(GuessTask, CellsWithSeveralLabelsAreMultilabel) {
    const ColumnMapping mapping {"text", "", "labels"};
    const auto guess = [&](const std::vector<std::string>& cells) {
        std::vector<std::vector<std::string>> rows;
        for (const std::string& cell : cells)
            rows.push_back({"text " + std::to_string(rows.size()), cell});
        return guessTask(table({"text", "labels"}, rows), mapping);
    };
    EXPECT_EQ(guess({"joy|anger", "joy", "anger", "joy|anger"}), "multilabel");
    EXPECT_EQ(guess({R"(["joy","anger"])", "[]", R"(["joy"])", R"(["anger"])"}), "multilabel");
    EXPECT_EQ(guess({R"(["O","B-city"])", R"(["B-city","O"])"}), "tokens");
    EXPECT_EQ(guess({"joy", "anger", "joy"}), "classification");
    EXPECT_EQ(guess({"Rome, Italy", "Paris, France", "Rome, Italy"}), "classification");
}

TEST(ToExamples, FollowsTheMapping) {
    const auto examples
        = toExamples(table({"l", "t", "p"}, {{"x", "one", "two"}, {"y", "three", "four"}}), {"t", "p", "l"});
    ASSERT_TRUE(examples);
    ASSERT_EQ(examples->size(), 2u);
    EXPECT_EQ(examples->at(1).line, 3);
    EXPECT_EQ(examples->at(1).text, "three");
    EXPECT_EQ(examples->at(1).pair, "four");
    EXPECT_EQ(examples->at(1).label, "y");
}

TEST(ToExamples, AMissingColumnNamesThoseThatAreThere) {
    const auto made = table({"body", "kind"}, {{"a", "b"}});
    const auto examples = toExamples(made, {"body", "", "label"});
    ASSERT_FALSE(examples);
    EXPECT_EQ(examples.error().kind, ErrorKind::BadInput);
    EXPECT_EQ(examples.error().message, "there is no column \"label\"");
    EXPECT_EQ(examples.error().hint, "the columns are: body, kind");
    EXPECT_FALSE(toExamples(made, {}));
}

}
