// SPDX-License-Identifier: GPL-3.0-or-later
// Against tests/reference/decoder_strategies.py: ten AdamW steps by PEFT, or by plain PyTorch where PEFT has no such
// strategy, on GPT-2, Llama and T5; and folders that PEFT saved.
#include "engine/base/json.h"
#include "engine/strategies/peft_reader.h"
#include "engine/training/word_pass.h"
#include "tests/engine/strategies/parity_support.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <gtest/gtest.h>

namespace espalier::testing {
namespace {

const Json& reference() {
    static const Json all = readJsonFile(strategyFixture("decoders.json")).value();
    return all;
}

std::vector<std::string> namesIn(const char* list) {
    std::vector<std::string> names;
    for (const Json& one : reference().at(list))
        names.push_back(one.at("name"));
    return names;
}

const Json& oneOf(const char* list, const std::string& name) {
    const Json& all = reference().at(list);
    return *std::find_if(all.begin(), all.end(), [&](const Json& one) { return one.at("name") == name; });
}

std::unique_ptr<Model> modelOf(const Json& one) {
    at::set_num_threads(1);
    const auto folder = std::filesystem::path(ESPALIER_FIXTURES) / "models" / one.at("model").get<std::string>();
    return loadModel(folder).value().model;
}

std::string taskOf(const Json& one) {
    const std::string model = one.at("model");
    return model == "t5_language" ? "seq2seq" : model.ends_with("language") ? "causal-lm" : "classification";
}

std::unique_ptr<Task> makeTaskOf(const Json& one, const Model& model) {
    const std::string kind = taskOf(one);
    if (kind == "classification") return makeTask(kind, model.config().labels).value();
    return makeLanguageTask(kind, {.tokenizer = nullptr, .startId = 0, .vocabularySize = model.config().vocabularySize})
        .value();
}

TokenizedExample exampleOf(const Json& row) {
    TokenizedExample example {.ids = row.at("ids")};
    example.label = row.value("label", 0);
    if (row.contains("labels")) example.labels = row.at("labels").get<std::vector<std::int32_t>>();
    return example;
}

/// Every step reads all rows, so their order doesn't matter.
TrainingSetup setupOf(const Json& one) {
    const Json& all = reference();
    TrainingSetup setup;
    Json recipe = Json::object();
    recipe["strategy"] = one.at("strategy");
    setup.recipe = recipeFromJson(recipe).value();
    setup.recipe.task = taskOf(one);
    for (const Json& row : one.at("rows"))
        setup.train.examples.push_back(exampleOf(row));
    auto& training = setup.recipe.training;
    training.epochs = all.at("steps");
    training.batchSize = setup.train.size();
    training.dropout = 0;
    training.learningRate = all.at("learning_rate");
    training.weightDecay = all.at("weight_decay");
    training.warmupRatio = all.at("warmup_ratio");
    training.maxGradNorm = all.at("max_grad_norm");
    return setup;
}

/// The first hundred logits of a row: of its class, or of every word.
at::Tensor logitsOf(Model& model, const Json& one, const Json& row) {
    const at::NoGradGuard noGrad;
    const ExampleSet set {.examples = {exampleOf(row)}};
    if (taskOf(one) == "classification") return forwardRows(model, set, {0}, c10::Device(c10::kCPU), {}).flatten();
    const auto task = makeTaskOf(one, model);
    const WordBatch batch = task->asLanguage()->batch(set.examples, {0}, {});
    PackedBatch packed = toPackedBatch(batch.input, c10::kCPU);
    if (batch.decoder.sequences() > 0)
        packed.decoder = std::make_shared<const PackedBatch>(toPackedBatch(batch.decoder, c10::kCPU));
    return model.forward(packed, {}).logits.flatten();
}

void expectSameLogits(Model& model, const Json& one, const Json& row) {
    const at::Tensor logits = logitsOf(model, one, row);
    const Json& expected = one.at("logits");
    ASSERT_GE(logits.size(0), static_cast<std::int64_t>(expected.size()));
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_NEAR(logits[static_cast<std::int64_t>(i)].item<double>(), expected[i].get<double>(), kTolerance * 5)
            << i;
}

class DecoderParity : public ::testing::TestWithParam<std::string> { };

TEST_P(DecoderParity, TenStepsAreThoseOfTheReference) {
    const Json& one = oneOf("cases", GetParam());
    const TrainingSetup setup = setupOf(one);
    const auto model = modelOf(one);
    const StartedStrategy strategy(setup.recipe, GetParam());
    const auto task = makeTaskOf(one, *model);
    std::vector<RunEvent> events;
    Trainer(*model, strategy, *task, setup, {}, [&](const RunEvent& event) { events.push_back(event); }).run();
    const auto steps = eventsOf<StepEvent>(events);
    ASSERT_EQ(steps.size(), one.at("losses").size());
    for (std::size_t i = 0; i < steps.size(); ++i)
        EXPECT_NEAR(steps[i].loss, one.at("losses")[i].get<double>(), kTolerance) << "step " << i + 1;
    expectSameEnd(*model, GetParam());
    expectSameLogits(*model, one, one.at("rows")[1]);
}

INSTANTIATE_TEST_SUITE_P(Cases, DecoderParity, ::testing::ValuesIn(namesIn("cases")),
                         [](const auto& one) { return one.param; });

class PeftFolder : public ::testing::TestWithParam<std::string> { };

TEST_P(PeftFolder, GivesTheLogitsOfPeft) {
    const Json& one = oneOf("folders", GetParam());
    const auto model = modelOf(one);
    applyPeftAdapter(*model, strategyFixture("peft_" + GetParam()));
    expectSameLogits(*model, one, one.at("row"));
}

INSTANTIATE_TEST_SUITE_P(Cases, PeftFolder, ::testing::ValuesIn(namesIn("folders")),
                         [](const auto& one) { return one.param; });

}
}
