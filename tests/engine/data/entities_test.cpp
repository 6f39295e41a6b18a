// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/entities.h"

#include "engine/data/entity_cells.h"
#include "engine/data/reader.h"
#include "tests/engine/data/temporary_file.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

struct Imported {
    ColumnMapping mapping;
    std::string task;
    std::vector<Example> examples;
    std::vector<BadLine> badLines;
};

Imported import(const std::string& lines) {
    const auto read = readTable(TemporaryFile("spans.jsonl", lines).path()).value();
    Imported result;
    result.mapping = guessMapping(read.table);
    result.task = guessTask(read.table, result.mapping);
    result.examples = toEntityExamples(read.table, result.mapping, result.badLines).value();
    return result;
}

std::string words(const std::string& text, const std::string& label) {
    std::string said;
    for (const TaggedWord& word : taggedWords(text, label))
        said += std::to_string(word.start) + "-" + std::to_string(word.end) + ":" + word.tag + " ";
    return said;
}

DataFinding found(const std::vector<Example>& examples, FindingKind kind) {
    for (auto& finding : findProblems(examples, {}, "tokens"))
        if (finding.kind == kind) return finding;
    return {kind, Severity::Good, "not found"};
}

}

TEST(Entities, SpansInEveryFormInUse) {
    const std::string expected = R"([[0,10,"company"],[26,36,"person"]])";
    const std::string text = R"("text":"Apple Inc. was founded by Steve Jobs")";
    for (const char* spans : {R"("entities":[[0,10,"company"],[26,36,"person"]])", R"("label":[[26,36,"person"],[0,10,"company"]])",
                              R"("spans":[{"start":0,"end":10,"label":"company"},{"start":26,"end":36,"label":"person"}])",
                              R"("entities":[{"entity_group":"company","start":0,"end":10,"word":"Apple Inc."},{"type":"person","end":36,"start":26}])"}) {
        const auto imported = import("{" + text + "," + spans + "}\n{\"text\":\"nothing\",\"entities\":[]}\n");
        EXPECT_EQ(imported.task, "tokens") << spans;
        ASSERT_GE(imported.examples.size(), 1u) << spans;
        EXPECT_EQ(imported.examples[0].label, expected) << spans;
        EXPECT_TRUE(imported.badLines.empty()) << spans;
    }
}

TEST(Entities, WordsWithTags) {
    const auto imported = import(R"({"id":7,"tokens":["Steve","Jobs","!"],"ner_tags":["B-person","I-person","O"]})" "\n"
                                 R"({"id":8,"tokens":["a"],"ner_tags":["O","O"]})" "\n" R"({"id":9,"tokens":["a"],"ner_tags":[0]})" "\n");
    EXPECT_EQ(imported.task, "tokens");
    ASSERT_EQ(imported.examples.size(), 1u);
    EXPECT_EQ(imported.examples[0].text, "Steve Jobs !");
    EXPECT_EQ(imported.examples[0].label, R"(["B-person","I-person","O"])");
    ASSERT_EQ(imported.badLines.size(), 2u);
    EXPECT_EQ(imported.badLines[0].reason, "2 tags for 1 words");
}

TEST(Entities, OffsetsAreCodePointsAndChecked) {
    const auto imported = import("{\"text\":\"Zoë 😀 Köln\",\"entities\":[[0,3,\"person\"],[6,10,\"city\"]]}\n"
                                 "{\"text\":\"Köln\",\"entities\":[[0,5,\"city\"]]}\n{\"text\":\"a\",\"entities\":[[1,1,\"x\"]]}\n"
                                 "{\"text\":\"b\",\"entities\":[[0,1,\"\"]]}\n{\"text\":\"c\",\"entities\":[[-1,1,\"x\"]]}\n"
                                 "{\"text\":\"d\",\"entities\":{\"a\":1}}\n{\"text\":\"e\",\"entities\":[[0,1]]}\n");
    ASSERT_EQ(imported.examples.size(), 1u);
    EXPECT_EQ(words(imported.examples[0].text, imported.examples[0].label), "0-3:B-person 4-5:O 6-10:B-city ");
    EXPECT_EQ(imported.badLines.size(), 6u);
    EXPECT_EQ(imported.badLines[0].reason, "span 1 goes from 0 to 5, but the text has 4 characters");
    EXPECT_EQ(imported.badLines[0].line, 2);
}

TEST(Entities, WordsOfSpansAreCutAtPunctuation) {
    EXPECT_EQ(words("In Cupertino, CA.", R"([[3,12,"city"]])"), "0-2:O 3-12:B-city 12-13:O 14-16:O 16-17:O ");
    EXPECT_EQ(words("New York", R"([[0,8,"city"]])"), "0-3:B-city 4-8:I-city ");
    EXPECT_EQ(words("北京 x", R"([[0,2,"city"]])"), "0-1:B-city 1-2:I-city 3-4:O ");
    EXPECT_EQ(words("Yorkshire", R"([[0,4,"city"]])"), "0-9:B-city ") << "a word belongs to what it overlaps";
    EXPECT_EQ(words("a b c", R"([[0,5,"x"],[2,3,"y"]])"), "0-1:B-x 2-3:I-x 4-5:I-x ") << "the first span wins";
    EXPECT_EQ(words("", "[]"), "");
}

TEST(Entities, WordsOfTagsStandBetweenBlanks) {
    EXPECT_EQ(words("Steve Jobs !", R"(["B-p","I-p","O"])"), "0-5:B-p 6-10:I-p 11-12:O ");
    EXPECT_EQ(words("a b", R"(["I-p","I-q"])"), "0-1:B-p 2-3:B-q ");
    EXPECT_THROW(words("a b", R"(["O"])"), Exception);
    EXPECT_THROW(words("a", "positive"), Exception);
    EXPECT_THROW(words("a", R"(["O",[0,1,"x"]])"), Exception);
}

TEST(Entities, ReadAsPeopleDo) {
    EXPECT_EQ(entitySummary("Steve Jobs in Köln", R"(["B-person","I-person","O","B-city"])"), "Steve Jobs → person, Köln → city");
    EXPECT_EQ(entitySummary("Köln 😀", R"([[0,4,"city"]])"), "Köln → city");
    EXPECT_EQ(entitySummary("x", "positive"), "positive");
    EXPECT_EQ(entitySummary("x", R"([[0,9,"city"]])"), "") << "past the end";
}

TEST(Entities, CountsByType) {
    const auto counts = countEntities({{1, "a b", "", R"(["B-x","B-x"])"}, {2, "c", "", R"([[0,1,"y"]])"}, {3, "d", "", "[]"}});
    ASSERT_EQ(counts.size(), 2u);
    EXPECT_EQ(counts[0].label, "x");
    EXPECT_EQ(counts[0].count, 2);
    EXPECT_EQ(counts[1].count, 1);
}

TEST(Entities, FindingsSayWhatIsWrong) {
    const std::vector<Example> examples {{1, "one", "", R"(["I-x"])"},
                                         {2, "two three", "", R"([[0,9,"x"],[0,3,"y"]])"},
                                         {3, "four", "", R"(["B-x"])"},
                                         {4, "five", "", ""}};
    EXPECT_EQ(found(examples, FindingKind::BrokenTags).rows, (std::vector<std::int64_t> {0}));
    EXPECT_EQ(found(examples, FindingKind::OverlappingSpans).rows, (std::vector<std::int64_t> {1}));
    EXPECT_EQ(found(examples, FindingKind::EmptyLabel).rows, (std::vector<std::int64_t> {3}));
    EXPECT_EQ(found(examples, FindingKind::RareClass).message, "2 rare types of entity: y (1), x (3)");
    EXPECT_EQ(found(examples, FindingKind::Imbalance).message, "not found");
}

TEST(Entities, OtherTablesAreLeftAlone) {
    const auto read = readTable(TemporaryFile("t.jsonl", R"({"text":"a","label":"x"})" "\n" R"({"text":"b","label":"y"})" "\n").path()).value();
    EXPECT_EQ(guessTask(read.table, guessMapping(read.table)), "classification");
    const auto numbers = readTable(TemporaryFile("t.jsonl", R"({"text":"a","label":[0,1,1]})" "\n").path()).value();
    EXPECT_FALSE(guessEntityColumns(numbers.table));
}

}
