// SPDX-License-Identifier: GPL-3.0-or-later
// Against tests/reference/token_pipeline.py: Transformers' token-classification pipeline and run_ner's alignment.
#include "engine/inference/tuned_model.h"

#include "engine/base/json.h"
#include "engine/data/entities.h"

#include <gtest/gtest.h>

#include <fstream>

namespace espalier {
namespace {

const std::filesystem::path kFixtures = std::filesystem::path(ESPALIER_FIXTURES) / "token_pipeline";
const auto kGoOn = [](std::int64_t) { return true; };

std::unique_ptr<TunedModel> tinyModel() {
    return TunedModel::load(kFixtures / "model", c10::Device(c10::kCPU)).value();
}

const std::vector<Json>& cases() {
    static const std::vector<Json> all = [] {
        std::vector<Json> lines;
        std::ifstream file(kFixtures / "expected.jsonl");
        for (std::string line; std::getline(file, line);) lines.push_back(parseJson(line, "expected.jsonl").value());
        return lines;
    }();
    return all;
}

void expectSame(const Entity& entity, const Json& expected, const std::string& where) {
    EXPECT_EQ(entity.name, expected.contains("entity") ? expected["entity"] : expected["entity_group"]) << where;
    EXPECT_EQ(entity.word, expected["word"]) << where;
    EXPECT_EQ(entity.start, expected["start"]) << where;
    EXPECT_EQ(entity.end, expected["end"]) << where;
    EXPECT_EQ(entity.index, expected.contains("index") ? expected["index"].get<std::int64_t>() : -1) << where;
    EXPECT_NEAR(entity.score, expected["score"].get<double>(), 1e-5) << where;
}

class Pipeline : public ::testing::TestWithParam<const char*> {};

TEST_P(Pipeline, FindsWhatTransformersFinds) {
    const auto model = tinyModel();
    std::vector<std::string> texts;
    for (const Json& one : cases()) texts.push_back(one["text"]);
    ASSERT_GT(texts.size(), 80u);
    const auto answers = model->answer(texts, {}, 1, aggregationFromName(GetParam()).value(), kGoOn);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const Json& expected = cases()[i]["expected"][GetParam()];
        const std::string where = cases()[i].dump();
        ASSERT_EQ(answers[i].entities.size(), expected.size()) << where;
        for (std::size_t k = 0; k < expected.size(); ++k) expectSame(answers[i].entities[k], expected[k], where);
    }
}

INSTANTIATE_TEST_SUITE_P(Entities, Pipeline, ::testing::Values("none", "simple", "first", "average", "max"),
                         [](const auto& one) { return std::string(one.param); });

}

TEST(Entities, LabelsMeetSubWordsAsInRunNer) {
    const Json aligned = readJsonFile(kFixtures / "aligned.json").value();
    const auto model = tinyModel();
    const auto tokenizer = loadTokenizer(kFixtures / "model").value();
    std::vector<Example> examples;
    for (const Json& row : aligned["rows"]) {
        std::string text;
        for (const Json& word : row["words"]) text += (text.empty() ? "" : " ") + word.get<std::string>();
        examples.push_back({1, text, "", row["tags"].dump()});
    }
    auto tokenized = tokenizeExamples(*tokenizer, examples, aligned["max_length"], 1, true).examples;
    model->task().setTargets(examples, tokenized);
    for (std::size_t i = 0; i < examples.size(); ++i) {
        EXPECT_EQ(Json(tokenized[i].ids), aligned["rows"][i]["ids"]) << examples[i].text;
        EXPECT_EQ(Json(tokenized[i].labels), aligned["rows"][i]["labels"]) << examples[i].text;
    }
}

TEST(Entities, TheLossIsTheMeanOverLabelledTokens) {
    const Json aligned = readJsonFile(kFixtures / "aligned.json").value();
    auto model = loadModel(kFixtures / "model").value().model;
    const auto task = makeTask("tokens", model->config().labels).value();
    ExampleSet set;
    for (const Json& row : aligned["rows"]) {
        TokenizedExample example {.ids = row["ids"], .labels = row["labels"]};
        example.offsets.resize(example.ids.size());
        set.examples.push_back(std::move(example));
    }
    const auto evaluation = evaluateRows(*model, *task, set, c10::Device(c10::kCPU), 5, [] { return true; });
    EXPECT_NEAR(evaluation->loss, aligned["loss"].get<double>(), 1e-5);
}

TEST(Entities, AreMeasuredOnTaggedSentences) {
    const auto model = tinyModel();
    const auto evaluation = model->evaluate({{1, "Steve Jobs in New York", "", R"([[0,10,"person"],[14,22,"geo-loc"]])"},
                                             {2, "Apple", "", "[]"}}, 1, kGoOn);
    EXPECT_EQ(evaluation.rows.at(0).decisions.size(), 5u);
    EXPECT_EQ(evaluation.rows.at(1).decisions.size(), 1u);
    EXPECT_TRUE(evaluation.metrics.contains("f1"));
    EXPECT_THROW(model->evaluate({{1, "x", "", R"([[0,1,"planet"]])"}}, 1, kGoOn), Exception);
}

TEST(Entities, LongTextsAreReadAsFarAsTheTokenizerSays) {
    const auto answers = tinyModel()->answer({std::string(400, 'a') + " b"}, {}, 1, Aggregation::None, kGoOn);
    EXPECT_TRUE(tinyModel()->answer({"a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a"}, {}, 1,
                                    Aggregation::None, kGoOn).at(0).truncated);
    EXPECT_LE(answers.at(0).tokens, 40);
}

}
