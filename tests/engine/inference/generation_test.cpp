// SPDX-License-Identifier: GPL-3.0-or-later
// Against Transformers' generate() and its logits processors (tests/reference/generation.py).
#include "engine/inference/generator.h"
#include "engine/inference/logit_rules.h"

#include <gtest/gtest.h>

#include <cmath>

namespace espalier {
namespace {

std::filesystem::path fixtures() {
    return ESPALIER_FIXTURES;
}

GenerateOptions optionsOf(const Json& settings) {
    GenerateOptions options;
    options.maxNewTokens = settings.value("max_new_tokens", std::int64_t {0});
    options.maxLength = settings.value("max_length", std::int64_t {0});
    options.minNewTokens = settings.value("min_new_tokens", std::int64_t {0});
    options.sequences = settings.value("num_return_sequences", std::int64_t {1});
    options.beams = settings.value("num_beams", std::int64_t {1});
    options.lengthPenalty = settings.value("length_penalty", 1.0);
    options.repetitionPenalty = settings.value("repetition_penalty", 1.0);
    options.noRepeatNgram = settings.value("no_repeat_ngram_size", std::int64_t {0});
    options.temperature = settings.value("temperature", 1.0);
    options.topK = settings.value("top_k", std::int64_t {0});
    options.topP = settings.value("top_p", 1.0);
    options.minP = settings.value("min_p", 0.0);
    if (const auto found = settings.find("early_stopping"); found != settings.end())
        options.earlyStopping
            = found->is_boolean() ? GenerateOptions::EarlyStopping::Yes : GenerateOptions::EarlyStopping::Never;
    return options;
}

GenerationTokens tokensOf(const Json& settings) {
    GenerationTokens tokens;
    const Json& ends = settings["eos_token_id"];
    tokens.ends = ends.is_array() ? ends.get<std::vector<std::int32_t>>()
                                  : std::vector<std::int32_t> {ends.get<std::int32_t>()};
    tokens.start = 0;
    return tokens;
}

Generator generatorOf(const std::string& model, const GenerationTokens& tokens) {
    return {loadModel(fixtures() / "models" / model).value().model, nullptr, tokens};
}

class Sequences : public testing::TestWithParam<const char*> { };

}

TEST_P(Sequences, EqualTransformers) {
    const Json cases = readJsonFile(fixtures() / "generation/sequences.json").value();
    int compared = 0;
    for (const Json& one : cases) {
        if (one["model"] != GetParam()) continue;
        SCOPED_TRACE(toText(one["settings"]));
        Generator generator = generatorOf(GetParam(), tokensOf(one["settings"]));
        const Generation result
            = generator.generate(one["prompt"].get<std::vector<std::int32_t>>(), optionsOf(one["settings"]));
        ASSERT_EQ(result.sequences.size(), one["sequences"].size());
        for (std::size_t i = 0; i < result.sequences.size(); ++i) {
            EXPECT_EQ(Json(result.sequences[i].ids), one["sequences"][i]) << i;
            if (one["scores"].empty()) continue;
            EXPECT_NEAR(result.sequences[i].score, one["scores"][i].get<double>(),
                        1e-4 * std::max(1.0, std::abs(one["scores"][i].get<double>())));
        }
        ++compared;
    }
    EXPECT_EQ(compared, 11);
}

INSTANTIATE_TEST_SUITE_P(Models, Sequences,
                         testing::Values("gpt2_language", "llama_language", "llama_biases", "llama_dynamic",
                                         "llama_yarn", "t5_language", "t5_gated"));

TEST(Logits, EqualTransformers) {
    for (const Json& one : readJsonFile(fixtures() / "generation/logits.json").value()) {
        SCOPED_TRACE(toText(one["settings"]));
        GenerateOptions options = optionsOf(one["settings"]);
        options.samples = true;
        auto scores = one["scores"].get<std::vector<float>>();
        const LogitRules rules(options, {}, 0);
        rules.apply(scores.data(), static_cast<std::int64_t>(scores.size()),
                    one["sequence"].get<std::vector<std::int32_t>>());
        for (std::size_t i = 0; i < scores.size(); ++i) {
            ASSERT_EQ(std::isinf(scores[i]), one["expected"][i].is_null()) << i;
            if (std::isinf(scores[i])) continue;
            EXPECT_NEAR(scores[i], one["expected"][i].get<float>(), 1e-5) << i;
        }
    }
}

TEST(Sampling, IsFixedBySeedAndNumber) {
    Generator generator = generatorOf("llama_language", {{2}, 0, 1});
    GenerateOptions options;
    options.samples = true;
    options.topK = 0;
    options.maxNewTokens = 20;
    options.sequences = 3;
    options.seed = 5;
    const Generation first = generator.generate(std::vector<std::int32_t> {7, 8}, options),
                     again = generator.generate(std::vector<std::int32_t> {7, 8}, options);
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_EQ(first.sequences[i].ids, again.sequences[i].ids);
    EXPECT_NE(first.sequences[0].ids, first.sequences[1].ids);
    // A sequence does not depend on how many there are.
    options.sequences = 1;
    EXPECT_EQ(generator.generate(std::vector<std::int32_t> {7, 8}, options).sequences[0].ids, first.sequences[0].ids);
    options.seed = 6;
    EXPECT_NE(generator.generate(std::vector<std::int32_t> {7, 8}, options).sequences[0].ids, first.sequences[0].ids);
}

TEST(Generation, StopsWhereItIsToldTo) {
    Generator generator = generatorOf("gpt2_language", {{}, -1, 1});
    GenerateOptions options;
    options.maxNewTokens = 1000;
    const Generation whole = generator.generate(std::vector<std::int32_t> {5}, options);
    EXPECT_EQ(whole.sequences[0].ids.size(), 40u) << "GPT-2 has no more positions";
    EXPECT_EQ(whole.sequences[0].finish, Finish::Length);
    const CancellationToken token;
    token.request(CancellationToken::Request::StopAndKeep);
    const Generation cancelled = generator.generate(std::vector<std::int32_t> {5}, options, token);
    EXPECT_EQ(cancelled.sequences[0].finish, Finish::Cancelled);
    EXPECT_EQ(cancelled.newTokens, 1);
    // An empty prompt is the beginning-of-sequence token.
    EXPECT_EQ(generator.generate(std::vector<std::int32_t> {}, options).sequences[0].ids.front(), 1);
}

TEST(Generation, RefusesWhatMakesNoSense) {
    Generator generator = generatorOf("gpt2_language", {{2}, -1, -1});
    const std::vector<std::int32_t> prompt {5};
    const auto kindOf = [&](const std::vector<std::int32_t>& ids, const auto& change) {
        GenerateOptions options;
        change(options);
        const auto result = capture([&] { return generator.generate(ids, options); });
        return result ? ErrorKind::Failed : result.error().kind;
    };
    EXPECT_EQ(kindOf(prompt, [](GenerateOptions& o) { o.temperature = 0; }), ErrorKind::Usage);
    EXPECT_EQ(kindOf(prompt, [](GenerateOptions& o) { o.topP = 1.5; }), ErrorKind::Usage);
    EXPECT_EQ(kindOf(prompt, [](GenerateOptions& o) { o.sequences = 2; }), ErrorKind::Usage);
    EXPECT_EQ(kindOf(prompt, [](GenerateOptions& o) { o.beams = 2, o.samples = true; }), ErrorKind::Usage);
    EXPECT_EQ(kindOf(prompt, [](GenerateOptions& o) { o.stopStrings = {"x"}; }), ErrorKind::Usage);
    EXPECT_EQ(kindOf({47}, [](GenerateOptions&) {}), ErrorKind::BadInput);
    EXPECT_EQ(kindOf({}, [](GenerateOptions&) {}), ErrorKind::BadInput);
    EXPECT_EQ(kindOf(std::vector<std::int32_t>(40, 5), [](GenerateOptions&) {}), ErrorKind::BadInput);
}

}
