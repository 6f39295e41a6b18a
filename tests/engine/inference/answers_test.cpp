// SPDX-License-Identifier: GPL-3.0-or-later
// Against tests/reference/answers.py: what Transformers' pipelines and sentence-transformers say with the same models.
#include "engine/inference/embedding.h"
#include "engine/inference/fill_mask.h"
#include "engine/inference/question_answering.h"
#include "engine/inference/zero_shot.h"

#include "engine/base/json.h"

#include <gtest/gtest.h>

#include <map>

namespace espalier {
namespace {

const std::filesystem::path kFixtures = std::filesystem::path(ESPALIER_FIXTURES) / "answers";
const c10::Device kCpu(c10::kCPU);
const auto kGoOn = [](std::int64_t) { return true; };

/// The model of a case, loaded once.
template <typename T>
T& modelOf(const Json& one) {
    static std::map<std::string, std::unique_ptr<T>> models;
    auto& model = models[one["model"]];
    if (!model) model = std::make_unique<T>(kFixtures / one["model"].get<std::string>(), kCpu);
    return *model;
}

}

TEST(FillMask, SaysWhatThePipelineSays) {
    const Json cases = readJsonFile(kFixtures / "fill.json").value();
    ASSERT_EQ(cases.size(), 40u);
    for (const Json& one : cases) {
        SCOPED_TRACE(one.dump());
        FillOptions options {.topK = one.value("top_k", std::int64_t {5})};
        if (one.contains("targets")) options.targets = one["targets"];
        const auto filled = modelOf<FillMask>(one).fill(one["text"], options);
        ASSERT_EQ(filled.masks.size(), one["masks"].size());
        for (std::size_t m = 0; m < filled.masks.size(); ++m) {
            const auto& words = filled.masks[m];
            ASSERT_EQ(words.size(), one["masks"][m].size());
            for (std::size_t i = 0; i < words.size(); ++i) {
                const Json& expected = one["masks"][m][i];
                EXPECT_EQ(words[i].token, expected["token"]);
                EXPECT_EQ(words[i].tokenStr, expected["token_str"]);
                EXPECT_EQ(words[i].sequence, expected["sequence"]);
                EXPECT_NEAR(words[i].score, expected["score"].get<double>(), 1e-5);
            }
        }
    }
}

TEST(FillMask, KnowsItsMaskAndRefusesWhatItCantDo) {
    FillMask filler(kFixtures / "roberta_masked", kCpu);
    EXPECT_EQ(filler.maskToken(), "<mask>");
    EXPECT_THROW(filler.fill("no mask at all", {}), Exception);
    EXPECT_THROW(filler.fill("<mask>", {.topK = 0}), Exception);
    std::string much;
    for (int i = 0; i < 80; ++i) much += " the";
    EXPECT_THROW(filler.fill("<mask>" + much, {}), Exception);
    EXPECT_EQ(filler.fill("<mask>", {.targets = {"the", "zqx"}}).unknownTargets.back(), "zqx");
    EXPECT_THROW(FillMask(kFixtures / "bert_body", kCpu), Exception);
}

TEST(QuestionAnswering, SaysWhatThePipelineSays) {
    const Json cases = readJsonFile(kFixtures / "question.json").value();
    ASSERT_EQ(cases.size(), 120u);
    bool cut = false;
    for (const Json& one : cases) {
        SCOPED_TRACE(one.dump());
        const QuestionOptions options {.maxAnswerTokens = one.value("max_answer_len", std::int64_t {15}),
                                       .allowsNone = one.value("handle_impossible_answer", false)};
        const auto found = modelOf<QuestionAnswering>(one).answer(one["question"], one["context"], options);
        EXPECT_EQ(found.answer, one["answer"]);
        EXPECT_EQ(found.start, one["start"]);
        EXPECT_EQ(found.end, one["end"]);
        EXPECT_NEAR(found.score, one["score"].get<double>(), 1e-4);
        cut = cut || found.windows > 2;
    }
    EXPECT_TRUE(cut) << "no context was long";
}

TEST(QuestionAnswering, RefusesWhatItCantDo) {
    QuestionAnswering answerer(kFixtures / "bert_question", kCpu);
    EXPECT_THROW(answerer.answer("", "the", {}), Exception);
    EXPECT_THROW(answerer.answer("the", "", {}), Exception);
    std::string much;
    for (int i = 0; i < 50; ++i) much += " the";
    EXPECT_THROW(answerer.answer(much, much, {}), Exception);
    EXPECT_EQ(answerer.answer("the", " \t ", {}).answer, "");
    EXPECT_THROW(QuestionAnswering(kFixtures / "bert_nli", kCpu), Exception);
}

TEST(Embedding, IsWhatSentenceTransformersMakes) {
    const Json cases = readJsonFile(kFixtures / "embedding.json").value();
    ASSERT_EQ(cases.size(), 2u);
    for (const Json& one : cases) {
        SCOPED_TRACE(one["model"].dump());
        auto& model = modelOf<Embedding>(one);
        EXPECT_EQ(model.normalizes(), one["model"] == "bert_sentence");
        const auto vectors = model.embed(one["texts"], 1, kGoOn);
        ASSERT_EQ(vectors.size(), one["embeddings"].size());
        for (std::size_t i = 0; i < vectors.size(); ++i) {
            ASSERT_EQ(vectors[i].size(), one["embeddings"][i].size());
            for (std::size_t k = 0; k < vectors[i].size(); ++k)
                EXPECT_NEAR(vectors[i][k], one["embeddings"][i][k].get<double>(), 1e-5) << i << ' ' << k;
        }
    }
}

TEST(Embedding, CanBeStopped) {
    Embedding model(kFixtures / "bert_body", kCpu);
    EXPECT_THROW(model.embed({"a"}, 1, [](std::int64_t) { return false; }), Exception);
}

TEST(ZeroShot, SaysWhatThePipelineAndTheRuleSay) {
    const Json cases = readJsonFile(kFixtures / "zero_shot.json").value();
    ASSERT_EQ(cases.size(), 26u);
    for (const Json& one : cases) {
        SCOPED_TRACE(one.dump());
        ZeroShotOptions options {.labels = one["labels"], .multiLabel = one.value("multi_label", false)};
        if (one.contains("hypothesis_template")) options.hypothesisTemplate = one["hypothesis_template"];
        const auto scores = modelOf<ZeroShot>(one).classify({one["text"]}, options, kGoOn).at(0);
        ASSERT_EQ(scores.size(), one["scores"].size());
        for (std::size_t i = 0; i < scores.size(); ++i) EXPECT_NEAR(scores[i], one["scores"][i].get<double>(), 1e-4);
    }
}

TEST(ZeroShot, RefusesWhatItCantDo) {
    ZeroShot judge(kFixtures / "gpt2", kCpu);
    EXPECT_THROW(judge.classify({"a"}, {.labels = {}}, kGoOn), Exception);
    EXPECT_THROW(judge.classify({"a"}, {.labels = {"b"}, .hypothesisTemplate = "no place"}, kGoOn), Exception);
    EXPECT_THROW(judge.classify({"a"}, {.labels = {"b"}, .multiLabel = true}, kGoOn), Exception);
    EXPECT_THROW(judge.classify({"a"}, {.labels = {""}}, kGoOn), Exception);
    EXPECT_THROW(ZeroShot(kFixtures / "bert_masked", kCpu), Exception);
}

}
