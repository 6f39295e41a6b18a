// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/split.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

using namespace espalier;

namespace {

std::vector<Example> plain(const std::vector<std::pair<std::string, int>>& labels) {
    std::vector<Example> examples;
    for (const auto& [label, count] : labels)
        for (int i = 0; i < count; ++i)
            examples.push_back({0, "text " + std::to_string(examples.size()), "", label});
    return examples;
}

std::map<Split, std::map<std::string, int>> tally(const std::vector<Example>& examples,
                                                  const std::vector<Split>& splits) {
    std::map<Split, std::map<std::string, int>> counts;
    for (std::size_t i = 0; i < splits.size(); ++i) {
        ++counts[splits[i]][examples[i].label];
        ++counts[splits[i]]["all"];
    }
    return counts;
}

TEST(SplitExamples, KeepsEveryLabelsShareExactly) {
    const auto examples = plain({{"a", 700}, {"b", 200}, {"c", 100}});
    const auto splits = splitExamples(examples, {});
    ASSERT_TRUE(splits);
    auto counts = tally(examples, *splits);
    EXPECT_EQ(counts[Split::Train], (std::map<std::string, int> {{"a", 560}, {"b", 160}, {"c", 80}, {"all", 800}}));
    EXPECT_EQ(counts[Split::Validation], (std::map<std::string, int> {{"a", 70}, {"b", 20}, {"c", 10}, {"all", 100}}));
    EXPECT_EQ(counts[Split::Test], (std::map<std::string, int> {{"a", 70}, {"b", 20}, {"c", 10}, {"all", 100}}));
}

TEST(SplitExamples, LargestRemainderInPartsAndLabels) {
    const auto examples = plain({{"a", 33}, {"b", 33}, {"c", 35}}); // 101: 80.8 / 10.1 / 10.1
    const auto splits = splitExamples(examples, {});
    ASSERT_TRUE(splits);
    auto counts = tally(examples, *splits);
    EXPECT_EQ(counts[Split::Train]["all"], 81);
    EXPECT_EQ(counts[Split::Validation]["all"], 10);
    EXPECT_EQ(counts[Split::Test]["all"], 10);
    for (const std::string label : {"a", "b", "c"})
        for (const auto split : {Split::Validation, Split::Test}) {
            EXPECT_GE(counts[split][label], 3);
            EXPECT_LE(counts[split][label], 4);
        }
}

TEST(SplitExamples, TheSeedDecides) {
    const auto examples = plain({{"a", 300}, {"b", 300}});
    SplitOptions first, second;
    second.seed = 1;
    EXPECT_EQ(*splitExamples(examples, first), *splitExamples(examples, first));
    EXPECT_NE(*splitExamples(examples, first), *splitExamples(examples, second));
}

TEST(SplitExamples, EqualTextsStayTogether) {
    auto examples = plain({{"a", 400}, {"b", 400}});
    for (std::size_t i = 0; i < 400; i += 4)
        examples[i + 2].text = "  TEXT " + std::to_string(i) + "\n"; // equals row i
    examples[700].text = "text 8"; // under another label
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        SplitOptions options;
        options.seed = seed;
        const auto splits = splitExamples(examples, options);
        ASSERT_TRUE(splits);
        for (std::size_t i = 0; i < 400; i += 4)
            EXPECT_EQ(splits->at(i), splits->at(i + 2));
        EXPECT_EQ(splits->at(8), splits->at(700));
        auto counts = tally(examples, *splits);
        EXPECT_NEAR(counts[Split::Train]["all"], 640, 2);
        EXPECT_NEAR(counts[Split::Test]["all"], 80, 2);
    }
}

TEST(SplitExamples, WithoutStrataOrWithOneLabelEach) {
    std::vector<Example> examples;
    for (int i = 0; i < 200; ++i)
        examples.push_back({0, "text " + std::to_string(i), "", std::to_string(i * 0.1)});
    SplitOptions options;
    for (const bool stratified : {true, false}) {
        options.stratified = stratified;
        const auto splits = splitExamples(examples, options);
        ASSERT_TRUE(splits);
        auto counts = tally(examples, *splits);
        EXPECT_EQ(counts[Split::Train]["all"], 160);
        EXPECT_EQ(counts[Split::Test]["all"], 20);
        // Drawn, not cut: both halves of the file reach the test part.
        const auto inFirstHalf = std::count(splits->begin(), splits->begin() + 100, Split::Test);
        EXPECT_GT(inFirstHalf, 2);
        EXPECT_LT(inFirstHalf, 18);
    }
}

TEST(SplitExamples, WhatCannotBeDone) {
    const auto examples = plain({{"a", 3}});
    SplitOptions options;
    const auto empty = splitExamples(examples, options); // 2.4 / 0.3 / 0.3
    ASSERT_FALSE(empty);
    EXPECT_NE(empty.error().message.find("would be empty"), std::string::npos);
    options.train = 0.9;
    EXPECT_FALSE(splitExamples(examples, options));
    options = {1.2, -0.1, -0.1, 0, true};
    EXPECT_FALSE(splitExamples(examples, options));
    options = {0.5, 0.5, 0, 0, true};
    EXPECT_TRUE(splitExamples(examples, options)) << "a share of 0 may leave its part empty";
}

TEST(ParseShares, TwoOrThreeNumbers) {
    const auto three = parseShares("0.7, 0.2,0.1");
    ASSERT_TRUE(three);
    EXPECT_EQ(three->train, 0.7);
    EXPECT_EQ(three->validation, 0.2);
    EXPECT_EQ(three->test, 0.1);
    const auto two = parseShares("0.9,0.1");
    ASSERT_TRUE(two);
    EXPECT_EQ(two->test, 0);
    for (const char* wrong :
         {"", "0.8", "0.8,0.3", "0.8,0.1,0.05,0.05", "a,b", "0.8,,0.2", "1.5,-0.5", "nan,0.1,0.1", "0.8,0.2x"})
        EXPECT_FALSE(parseShares(wrong)) << wrong;
}

}
