// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/tokens.h"

#include <ATen/ops/tensor.h>
#include <gtest/gtest.h>

#include <cmath>

namespace espalier {
namespace {

const std::vector<std::string> kTags {"O", "B-city", "I-city"};
constexpr auto kNone = kIgnoredLabel;

/// "New York s" as [CLS] New Yo ##rk s [SEP].
TokenizedExample tokenized() {
    return {.ids = {1, 2, 3, 4, 5, 6}, .offsets = {{-1, -1}, {0, 3}, {4, 6}, {6, 8}, {9, 10}, {-1, -1}}};
}

std::vector<TokenizedExample> aligned(const Example& example, const std::vector<std::string>& labels = kTags) {
    std::vector<TokenizedExample> rows {tokenized()};
    makeTask("tokens", labels).value()->setTargets({example}, rows);
    return rows;
}

std::vector<std::int32_t> targetsOf(const std::string& label, const std::vector<std::string>& labels = kTags) {
    return aligned({1, "New York s", "", label}, labels)[0].labels;
}

}

TEST(Tokens, TheFirstSubWordCarriesTheLabel) {
    EXPECT_EQ(targetsOf(R"(["B-city","I-city","O"])"), (std::vector<std::int32_t> {kNone, 1, 2, kNone, 0, kNone}));
    EXPECT_EQ(targetsOf(R"([[0,8,"city"]])"), (std::vector<std::int32_t> {kNone, 1, 2, kNone, 0, kNone}));
    EXPECT_EQ(targetsOf("[]"), (std::vector<std::int32_t> {kNone, 0, 0, kNone, 0, kNone}));
}

TEST(Tokens, ModelsOfOtherSchemesAreMet) {
    EXPECT_EQ(targetsOf(R"([[0,8,"city"]])", {"I-city", "O"}), (std::vector<std::int32_t> {kNone, 0, 0, kNone, 1, kNone}));
    EXPECT_EQ(targetsOf(R"([[0,8,"city"]])", {"O", "city"}), (std::vector<std::int32_t> {kNone, 1, 1, kNone, 0, kNone}));
}

TEST(Tokens, WhatWasCutOffOrVanishedHasNoTarget) {
    std::vector<TokenizedExample> rows {{.ids = {1, 2, 6}, .offsets = {{-1, -1}, {0, 3}, {-1, -1}}},
                                        {.ids = {1, 5, 6}, .offsets = {{-1, -1}, {9, 10}, {-1, -1}}},
                                        {.ids = {1, 5, 6}, .offsets = {{-1, -1}, {3, 8}, {-1, -1}}}};
    const auto task = makeTask("tokens", kTags).value();
    const Example example {1, "New York s", "", R"(["B-city","I-city","O"])"};
    task->setTargets({example, example, example}, rows);
    EXPECT_EQ(rows[0].labels, (std::vector<std::int32_t> {kNone, 1, kNone}));
    EXPECT_EQ(rows[1].labels, (std::vector<std::int32_t> {kNone, 0, kNone}));
    EXPECT_EQ(rows[2].labels, (std::vector<std::int32_t> {kNone, 2, kNone})) << "a token that begins with the blank";
    EXPECT_EQ(task->targetCount(rows, {0, 2}), 2);
}

TEST(Tokens, LossIsOverLabelledTokensAlone) {
    const auto task = makeTask("tokens", kTags).value();
    const auto rows = aligned({1, "New York s", "", R"(["B-city","I-city","O"])"});
    const auto targets = task->targets(rows, {0, 0});
    EXPECT_EQ(targets.size(0), 12);
    EXPECT_EQ(task->targetCount(rows, {0, 0}), 6);
    const auto logits = at::tensor(std::vector<double>(36, 0.0)).reshape({12, 3});
    EXPECT_NEAR(task->lossSum(logits, targets).item<double>(), 6 * std::log(3.0), 1e-5);
}

TEST(Tokens, ResultsAreWordsWithTheirPlaces) {
    const auto task = makeTask("tokens", kTags).value();
    const auto rows = aligned({1, "New York s", "", R"(["B-city","I-city","O"])"});
    std::vector<float> scores;
    for (const int best : {2, 1, 2, 0, 2, 1}) // special tokens and the later sub-word say what nobody asks them
        for (int label = 0; label < 3; ++label) scores.push_back(label == best ? 0.8f : 0.1f);
    const auto results = task->results(at::tensor(scores).reshape({6, 3}), rows, {0});
    ASSERT_EQ(results.size(), 1u);
    ASSERT_EQ(results[0].decisions.size(), 3u);
    EXPECT_EQ(results[0].decisions[1].start, 4);
    EXPECT_EQ(results[0].decisions[1].end, 8) << "the whole word's end";
    EXPECT_EQ(entitiesOf(results[0], kTags, true), (std::vector<EntitySpan> {{0, 8, "city"}}));
    EXPECT_EQ(entitiesOf(results[0], kTags, false), (std::vector<EntitySpan> {{0, 10, "city"}}));
    const auto metrics = task->metrics(results);
    EXPECT_EQ(metrics.at("f1"), 0);
    EXPECT_NEAR(metrics.at("accuracy"), 2.0 / 3, 1e-12);
}

TEST(Tokens, EveryTypeHasItsScore) {
    const auto task = makeTask("tokens", {"O", "B-city", "I-city", "B-movie", "I-movie"}).value();
    const auto metrics = task->metrics({{{{1, 1, 1.0f, 0, 3}}}});
    EXPECT_EQ(metrics.at("f1"), 1);
    EXPECT_EQ(metrics.at("f1.city"), 1);
    EXPECT_EQ(metrics.at("f1.movie"), 0);
}

TEST(Tokens, WhatItCantUseIsAnErrorThatSaysWhere) {
    try {
        aligned({41, "New York s", "", R"([[0,8,"planet"]])"});
        FAIL() << "an unknown type was accepted";
    } catch (const Exception& exception) {
        EXPECT_EQ(exception.error().where, "line 41");
        EXPECT_NE(exception.error().message.find("planet"), std::string::npos);
    }
    EXPECT_THROW(aligned({1, "New York s", "", ""}), Exception);
    EXPECT_THROW(aligned({1, "New York s", "", "positive"}), Exception);
    EXPECT_FALSE(makeTask("tokens", {"O"}));
    EXPECT_FALSE(makeTask("tokens", {"O", "O"}));
}

}
