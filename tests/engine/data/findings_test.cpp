// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/findings.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace espalier;

namespace {

using Rows = std::vector<std::int64_t>;

std::vector<Example> examplesOf(const std::vector<std::pair<std::string, std::string>>& textAndLabel) {
    std::vector<Example> examples;
    for (const auto& [text, label] : textAndLabel)
        examples.push_back({static_cast<std::int64_t>(examples.size()) + 2, text, "", label});
    return examples;
}

const DataFinding* find(const std::vector<DataFinding>& findings, FindingKind kind) {
    const auto found
        = std::find_if(findings.begin(), findings.end(), [&](const auto& finding) { return finding.kind == kind; });
    return found == findings.end() ? nullptr : &*found;
}

/// `count` different texts of unlike words under a label.
void addPlain(std::vector<Example>& examples, const std::string& label, int count) {
    for (int i = 0; i < count; ++i) {
        const std::string n = std::to_string(examples.size());
        examples.push_back({0, "alpha" + n + " beta" + n + " gamma" + n + " delta" + n, "", label});
    }
}

TEST(Findings, EmptyTextsAndLabels) {
    const auto findings = findProblems(examplesOf({{"fine", "a"}, {"", "a"}, {" \t\u00a0\n", "b"}, {"poor", ""}}));
    const auto* text = find(findings, FindingKind::EmptyText);
    ASSERT_TRUE(text);
    EXPECT_EQ(text->severity, Severity::Fix);
    EXPECT_EQ(text->message, "2 empty texts");
    EXPECT_EQ(text->cure, "Remove");
    EXPECT_EQ(text->rows, (Rows {1, 2}));
    EXPECT_EQ(text->cureRows, (Rows {1, 2}));
    const auto* label = find(findings, FindingKind::EmptyLabel);
    ASSERT_TRUE(label);
    EXPECT_EQ(label->message, "1 empty label");
    EXPECT_EQ(label->cureRows, (Rows {3}));
}

TEST(Findings, ADatasetWithoutLabelsHasNoLabelFindings) {
    const auto findings = findProblems(examplesOf({{"one", ""}, {"two", ""}}));
    for (const auto kind :
         {FindingKind::EmptyLabel, FindingKind::OneClass, FindingKind::RareClass, FindingKind::Imbalance})
        EXPECT_FALSE(find(findings, kind));
}

TEST(Findings, DuplicatesAfterFoldingAndCollapsing) {
    const auto findings = findProblems(
        examplesOf({{"Größe  zählt", "a"}, {"other", "b"}, {" GRÖSSE zählt\n", "a"}, {"größe zählt", "a"}}));
    const auto* finding = find(findings, FindingKind::Duplicate);
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->severity, Severity::Look);
    EXPECT_EQ(finding->message, "2 duplicate texts");
    EXPECT_EQ(finding->cure, "Keep one");
    EXPECT_EQ(finding->rows, (Rows {0, 2, 3}));
    EXPECT_EQ(finding->cureRows, (Rows {2, 3}));
}

TEST(Findings, PairsMakeTextsDifferent) {
    const auto findings = findProblems({{1, "same", "one", "a"}, {2, "same", "two", "b"}, {3, "same", "ONE", "a"}});
    EXPECT_EQ(find(findings, FindingKind::Duplicate)->rows, (Rows {0, 2}));
    EXPECT_FALSE(find(findings, FindingKind::ConflictingLabels));
}

TEST(Findings, SameTextOtherLabel) {
    const auto findings = findProblems(examplesOf({{"A film", "good"}, {"a film", "bad"}, {"other", "bad"}}));
    const auto* finding = find(findings, FindingKind::ConflictingLabels);
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->severity, Severity::Fix);
    EXPECT_EQ(finding->message, "1 text carries two labels");
    EXPECT_EQ(finding->cure, "Remove both");
    EXPECT_EQ(finding->cureRows, (Rows {0, 1}));
    EXPECT_FALSE(find(findings, FindingKind::Duplicate));
    const auto several = findProblems(examplesOf({{"x", "a"}, {"x", "b"}, {"x", "c"}, {"y", "a"}, {"y", "b"}}));
    EXPECT_EQ(find(several, FindingKind::ConflictingLabels)->message, "2 texts carry several labels");
    EXPECT_EQ(find(several, FindingKind::ConflictingLabels)->cure, "Remove all");
}

TEST(Findings, RareClassesAndImbalance) {
    std::vector<Example> examples;
    addPlain(examples, "joy", 1000);
    addPlain(examples, "anger", 800);
    addPlain(examples, "fear", 12); // < 1 %
    addPlain(examples, "awe", 4); // < 10
    const auto findings = findProblems(examples);
    const auto* rare = find(findings, FindingKind::RareClass);
    ASSERT_TRUE(rare);
    EXPECT_EQ(rare->message, "2 rare classes: awe (4), fear (12)");
    EXPECT_EQ(rare->rows.size(), 16u);
    EXPECT_EQ(rare->rows.front(), 1800);
    EXPECT_EQ(rare->cureRows, rare->rows);
    const auto* imbalance = find(findings, FindingKind::Imbalance);
    ASSERT_TRUE(imbalance);
    EXPECT_EQ(imbalance->severity, Severity::Look);
    EXPECT_EQ(imbalance->message, "Labels unbalanced: \"joy\" has 250.0 times as many rows as \"awe\"");
}

TEST(Findings, RemovingARareClassMustLeaveTwo) {
    std::vector<Example> examples;
    addPlain(examples, "a", 50);
    addPlain(examples, "b", 3);
    const auto findings = findProblems(examples);
    EXPECT_TRUE(find(findings, FindingKind::RareClass)->cure.empty());
    EXPECT_TRUE(find(findings, FindingKind::RareClass)->cureRows.empty());
}

TEST(Findings, GoodNews) {
    std::vector<Example> examples;
    addPlain(examples, "positive", 504);
    addPlain(examples, "negative", 496);
    const auto findings = findProblems(examples);
    ASSERT_EQ(findings.size(), 2u);
    EXPECT_EQ(findings[0].severity, Severity::Good);
    EXPECT_EQ(findings[0].message, "No duplicate texts");
    EXPECT_EQ(findings[1].message, "Labels balanced: 50.4 % / 49.6 %");
    EXPECT_EQ(findings[1].severity, Severity::Good);
}

TEST(Findings, OneClassOnly) {
    const auto findings = findProblems(examplesOf({{"one", "a"}, {"two", "a"}}));
    const auto* finding = find(findings, FindingKind::OneClass);
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->severity, Severity::Fix);
    EXPECT_EQ(findings.front().kind, FindingKind::OneClass) << "what needs fixing comes first";
}

TEST(Findings, MeasuredTargetsHaveNoClasses) {
    const auto findings
        = findProblems(examplesOf({{"one", "1.5"}, {"two", "2.25"}, {"three", "1.5"}, {"four", "1.5"}}));
    EXPECT_FALSE(find(findings, FindingKind::RareClass));
    EXPECT_FALSE(find(findings, FindingKind::Imbalance));
}

TEST(Findings, LeaksKeepTheMostHeldOutPart) {
    const std::string longText = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
                                 "fifteen sixteen seventeen eighteen nineteen twenty twentyone twentytwo";
    const auto examples = examplesOf({{"Same", "a"},
                                      {"same", "a"},
                                      {"SAME", "a"},
                                      {"own", "b"},
                                      {longText, "a"},
                                      {longText + " extra", "b"},
                                      {"twice", "b"},
                                      {"twice", "b"}});
    const std::vector<Split> splits = {Split::Train, Split::Validation, Split::Test,  Split::Train,
                                       Split::Train, Split::Test,       Split::Train, Split::Train};
    const auto findings = findProblems(examples, splits);
    const auto* leak = find(findings, FindingKind::LeakAcrossSplit);
    ASSERT_TRUE(leak);
    EXPECT_EQ(leak->severity, Severity::Fix);
    EXPECT_EQ(leak->rows, (Rows {0, 1, 2, 4, 5}));
    EXPECT_EQ(leak->cureRows, (Rows {0, 1, 4}));
    EXPECT_EQ(leak->message, "3 rows leak into a held-out part of the split");
    EXPECT_EQ(find(findings, FindingKind::NearDuplicate)->message, "1 near-duplicate, 1 across the split");

    std::vector<Example> apart;
    addPlain(apart, "a", 4);
    const auto clean = findProblems(apart, {Split::Train, Split::Train, Split::Test, Split::Test});
    EXPECT_EQ(find(clean, FindingKind::LeakAcrossSplit)->severity, Severity::Good);
    EXPECT_FALSE(find(findProblems(apart), FindingKind::LeakAcrossSplit));
}

TEST(Findings, EmptyDataAndNames) {
    EXPECT_TRUE(findProblems({}).empty());
    for (const auto kind :
         {FindingKind::EmptyText, FindingKind::EmptyLabel, FindingKind::Duplicate, FindingKind::NearDuplicate,
          FindingKind::ConflictingLabels, FindingKind::RareClass, FindingKind::Imbalance, FindingKind::LeakAcrossSplit,
          FindingKind::OneClass, FindingKind::Truncated})
        EXPECT_EQ(findingFromName(findingName(kind)), kind);
    EXPECT_THROW(findingFromName("typo"), Exception);
    EXPECT_EQ(splitFromName("validation"), Split::Validation);
    EXPECT_THROW(splitFromName("dev"), Exception);
}

TEST(CountLabels, ByFallingCount) {
    const auto labels = countLabels(examplesOf({{"1", "b"}, {"2", "a"}, {"3", "c"}, {"4", "c"}}));
    ASSERT_EQ(labels.size(), 3u);
    EXPECT_EQ(labels[0].label, "c");
    EXPECT_EQ(labels[0].count, 2);
    EXPECT_EQ(labels[1].label, "a");
}

}
