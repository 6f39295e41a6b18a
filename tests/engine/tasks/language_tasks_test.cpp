// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/language_task.h"

#include "engine/text/chat_template.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace espalier {
namespace {

// The tiny tokenizer's words: [PAD] [UNK] [CLS] [SEP] [MASK] the a it was is very not film story plot …
constexpr std::int32_t kBegin = 2, kEnd = 3, kMask = 4, kThe = 5, kA = 6, kIt = 7, kWas = 8, kIs = 9, kFilm = 12,
                       kStory = 13;

LanguageSettings settings() {
    static const auto tokenizer
        = loadTokenizer(std::filesystem::path(ESPALIER_FIXTURES) / "training" / "model").value();
    return {.tokenizer = tokenizer,
            .endId = kEnd,
            .startId = 0,
            .maskId = kMask,
            .vocabularySize = tokenizer->vocabularySize()};
}

std::unique_ptr<LanguageTask> task(const std::string& kind, LanguageSettings with = settings()) {
    return makeLanguageTask(kind, std::move(with)).value();
}

std::vector<Example> texts(const std::vector<std::string>& all) {
    std::vector<Example> examples;
    for (const auto& text : all)
        examples.push_back({std::ssize(examples) + 1, text, "", ""});
    return examples;
}

using Ids = std::vector<std::int32_t>;

TEST(CausalLm, PacksTextsIntoBlocksAndLosesNothing) {
    const auto rows = task("causal-lm")->encode(texts({"the film", "", "it was a story"}), 4, 1);
    ASSERT_EQ(rows.examples.size(), 3u);
    EXPECT_EQ(rows.examples[0].ids, (Ids {kBegin, kThe, kFilm, kEnd}));
    EXPECT_EQ(rows.examples[1].ids, (Ids {kBegin, kIt, kWas, kA}));
    EXPECT_EQ(rows.examples[2].ids, (Ids {kStory, kEnd}));
    ASSERT_EQ(rows.notes.size(), 1u); // the empty one
    EXPECT_EQ(rows.longest, 4);
}

TEST(CausalLm, PutsTheEndTokenAfterEachText) {
    auto other = settings();
    other.endId = kMask; // one that the tokenizer doesn't put there itself
    const auto rows = task("causal-lm", other)->encode(texts({"the film", "it was"}), 100, 1);
    ASSERT_EQ(rows.examples.size(), 1u);
    EXPECT_EQ(rows.examples[0].ids, (Ids {kBegin, kThe, kFilm, kEnd, kMask, kBegin, kIt, kWas, kEnd, kMask}));
}

TEST(CausalLm, PredictsTheNextTokenWithinEachBlock) {
    const auto causal = task("causal-lm");
    const auto rows = causal->encode(texts({"the film", "it was a story"}), 4, 1);
    const auto batch = causal->batch(rows.examples, {2, 0}, {});
    EXPECT_EQ(batch.input.ids, (Ids {kStory, kEnd, kBegin, kThe, kFilm, kEnd}));
    EXPECT_EQ(batch.rows, (std::vector<std::int64_t> {0, 2, 3, 4}));
    EXPECT_EQ(batch.targets, (std::vector<std::int64_t> {kEnd, kThe, kFilm, kEnd}));
    EXPECT_EQ(batch.owners, (Ids {0, 1, 1, 1}));
    EXPECT_EQ(batch.decoder.sequences(), 0);
}

TEST(CausalLm, OfAPromptOnlyTheCompletionCounts) {
    const auto causal = task("causal-lm");
    const auto rows = causal->encode({{1, "the film", "was a story", ""},
                                      {2, "it ", "is", ""},
                                      {3, "the film", "", ""},
                                      {4, "the film was a story", "it", ""}},
                                     6, 1);
    ASSERT_EQ(rows.examples.size(), 2u);
    EXPECT_EQ(rows.examples[0].ids, (Ids {kBegin, kThe, kFilm, kWas, kA, kStory})); // its end is cut
    EXPECT_EQ(rows.examples[0].labels, (Ids {kIgnoredLabel, kIgnoredLabel, kIgnoredLabel, kWas, kA, kStory}));
    EXPECT_EQ(rows.examples[1].ids, (Ids {kBegin, kIt, kIs, kEnd}));
    EXPECT_EQ(rows.examples[1].labels, (Ids {kIgnoredLabel, kIgnoredLabel, kIs, kEnd}));
    EXPECT_EQ(rows.cut, 2);
    EXPECT_EQ(rows.notes.size(), 2u); // one without a completion, one whose completion is cut off
    EXPECT_EQ(causal->batch(rows.examples, {1}, {}).rows, (std::vector<std::int64_t> {1, 2}));
}

TEST(CausalLm, OfAConversationTheAssistantCounts) {
    auto chatting = settings();
    chatting.chat = [] {
        return std::make_shared<const ChatTemplate>(
            "{% for m in messages %}{{ 'a ' if m.role == 'user' else 'the ' }}{{ m.content }}[SEP]{% endfor %}{% if "
            "add_generation_prompt %}the {% endif %}",
            std::map<std::string, std::string> {});
    };
    const std::string talk
        = R"([{"role":"user","content":"film"},{"role":"assistant","content":"it is"},{"role":"user","content":"story"},{"role":"assistant","content":"was"}])";
    const auto rows = task("causal-lm", chatting)->encode(texts({talk}), 100, 1);
    ASSERT_EQ(rows.examples.size(), 1u);
    EXPECT_EQ(rows.examples[0].ids, (Ids {kA, kFilm, kEnd, kThe, kIt, kIs, kEnd, kA, kStory, kEnd, kThe, kWas, kEnd}));
    constexpr auto kNone = kIgnoredLabel;
    EXPECT_EQ(rows.examples[0].labels,
              (Ids {kNone, kNone, kNone, kNone, kIt, kIs, kEnd, kNone, kNone, kNone, kNone, kWas, kEnd}));
    const auto problem = capture([&] { return task("causal-lm")->encode(texts({talk}), 100, 1); });
    ASSERT_FALSE(problem);
    EXPECT_NE(problem.error().message.find("chat template"), std::string::npos);
}

TEST(Seq2Seq, TheDecoderReadsTheTargetBehindTheStart) {
    const auto sequence = task("seq2seq");
    const auto rows
        = sequence->encode({{1, "the film", "", "it was"}, {2, "a story", "is", ""}, {3, "the film", "", ""}}, 100, 1);
    ASSERT_EQ(rows.examples.size(), 2u);
    EXPECT_EQ(rows.notes.size(), 1u);
    const auto batch = sequence->batch(rows.examples, {1, 0}, {});
    EXPECT_EQ(batch.input.ids, (Ids {kBegin, kA, kStory, kEnd, kBegin, kThe, kFilm, kEnd}));
    EXPECT_EQ(batch.decoder.ids, (Ids {0, kBegin, kIs, 0, kBegin, kIt, kWas}));
    EXPECT_EQ(batch.targets, (std::vector<std::int64_t> {kBegin, kIs, kEnd, kBegin, kIt, kWas, kEnd}));
    EXPECT_EQ(batch.rows.back(), 6);
    EXPECT_EQ(batch.owners, (Ids {0, 0, 0, 1, 1, 1, 1}));
    RowResult right, wrong;
    right.words = right.rightWords = wrong.words = 3;
    right.loss = wrong.loss = 3 * std::log(2.0);
    const auto metrics = sequence->metrics({right, wrong});
    EXPECT_NEAR(metrics.at("perplexity"), 2, 1e-9);
    EXPECT_EQ(metrics.at("exact_match"), 0.5);
    auto startless = settings();
    startless.startId = -1;
    EXPECT_FALSE(makeLanguageTask("seq2seq", startless));
}

TEST(MaskedLm, MasksAsItIsSaid) {
    const auto masking = task("masked-lm");
    const auto rows = masking->encode(
        texts(std::vector<std::string>(400, "the film was a story and it is not the plot of a great actor with music")),
        100, 1);
    std::vector<std::int64_t> all(rows.examples.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = static_cast<std::int64_t>(i);
    const auto batch = masking->batch(rows.examples, all, {.seed = 1, .step = 3}),
               again = masking->batch(rows.examples, all, {.seed = 1, .step = 3}),
               later = masking->batch(rows.examples, all, {.seed = 1, .step = 4});
    EXPECT_EQ(batch.input.ids, again.input.ids);
    EXPECT_NE(batch.rows, later.rows);
    std::int64_t words = 0, masked = 0, kept = 0;
    for (const auto& example : rows.examples)
        words += std::ssize(example.ids) - 2;
    for (std::size_t i = 0; i < batch.rows.size(); ++i) {
        const auto id = batch.input.ids[static_cast<std::size_t>(batch.rows[i])];
        masked += id == kMask;
        kept += id == batch.targets[i];
        EXPECT_NE(batch.targets[i], kBegin);
        EXPECT_NE(batch.targets[i], kEnd);
    }
    const auto chosen = static_cast<double>(batch.rows.size());
    EXPECT_NEAR(chosen / static_cast<double>(words), 0.15, 0.015);
    EXPECT_NEAR(static_cast<double>(masked) / chosen, 0.8, 0.05);
    EXPECT_NEAR(static_cast<double>(kept) / chosen, 0.1, 0.04);
    // What is drawn for a row doesn't depend on the rows beside it.
    const auto alone = masking->batch(rows.examples, {7}, {.seed = 1, .step = 3});
    const auto begin = batch.input.ids.begin() + batch.input.offsets[7];
    EXPECT_TRUE(std::equal(alone.input.ids.begin(), alone.input.ids.end(), begin));
}

}
}
