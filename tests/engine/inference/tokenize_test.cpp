// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/tokenize.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace espalier {
namespace {

std::shared_ptr<const Tokenizer> tinyTokenizer() {
    return loadTokenizer(std::filesystem::path(ESPALIER_FIXTURES) / "training" / "model").value();
}

}

TEST(Tokenize, ManyThreadsGiveWhatOneGives) {
    const auto tokenizer = tinyTokenizer();
    std::vector<std::string> texts;
    for (int i = 0; i < 1000; ++i) texts.push_back(i % 3 ? "the film was good and fun" : "a slow plot");
    const auto one = tokenizeTexts(*tokenizer, texts, {}, 20, 1), four = tokenizeTexts(*tokenizer, texts, {}, 20, 4);
    for (std::size_t i = 0; i < texts.size(); ++i) ASSERT_EQ(one.examples[i].ids, four.examples[i].ids);
    EXPECT_EQ(one.longest, 8);
    EXPECT_EQ(one.truncatedCount, 0);
}

TEST(Tokenize, CountsWhatIsCut) {
    const auto tokenizer = tinyTokenizer();
    const auto result = tokenizeTexts(*tokenizer, {"the film was good and fun", "a plot"}, {}, 5, 2);
    EXPECT_EQ(result.truncatedCount, 1);
    EXPECT_TRUE(result.truncated[0]);
    EXPECT_FALSE(result.truncated[1]);
    EXPECT_EQ(result.longest, 5);
}

TEST(Tokenize, PairsHaveTypeIdsAndTextsWithoutOneHaveNone) {
    const auto tokenizer = tinyTokenizer();
    const auto result = tokenizeExamples(*tokenizer, {{1, "good film", "bad plot", ""}, {2, "good film", "", ""}}, 20, 1);
    EXPECT_EQ(result.examples[0].ids.size(), 7u);
    EXPECT_EQ(result.examples[0].typeIds, (std::vector<std::int32_t> {0, 0, 0, 0, 1, 1, 1}));
    EXPECT_EQ(result.examples[1].ids.size(), 4u);
    EXPECT_TRUE(result.examples[1].typeIds.empty());
}

TEST(Tokenize, NothingIsFineToo) {
    EXPECT_TRUE(tokenizeTexts(*tinyTokenizer(), {}, {}, 20, 4).examples.empty());
}

}
