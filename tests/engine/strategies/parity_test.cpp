// SPDX-License-Identifier: GPL-3.0-or-later
// Against tests/reference/strategies.py: ten AdamW steps by PEFT, or by plain PyTorch where PEFT has no such strategy.
#include "engine/base/json.h"
#include "engine/strategies/inserted.h"
#include "tests/engine/strategies/parity_support.h"

#include <ATen/core/grad_mode.h>
#include <gtest/gtest.h>

namespace espalier::testing {
namespace {

/// The reference takes its rows in the file's order; so they are put where the epoch's order will find them.
ExampleSet rowsInOrder(std::uint64_t seed) {
    const Json rows = readJsonFile(fixture("cases.json")).value().at("rows");
    const auto order = epochOrder(static_cast<std::int64_t>(rows.size()), seed, 0);
    ExampleSet set;
    set.examples.resize(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        set.examples[static_cast<std::size_t>(order[i])]
            = {.ids = rows[i].at("ids"), .typeIds = {}, .label = rows[i].at("label")};
    return set;
}

TrainingSetup setupOf(const Json& all, const Json& one) {
    TrainingSetup setup;
    Json recipe = Json::object();
    recipe["strategy"] = one.at("strategy");
    setup.recipe = recipeFromJson(recipe).value();
    auto& training = setup.recipe.training;
    training.epochs = 1;
    training.dropout = 0;
    training.batchSize = all.at("batch_size");
    training.learningRate = all.at("learning_rate");
    training.weightDecay = all.at("weight_decay");
    training.warmupRatio = all.at("warmup_ratio");
    training.maxGradNorm = all.at("max_grad_norm");
    training.l2Sp = one.at("l2_sp");
    setup.train = rowsInOrder(training.seed);
    return setup;
}

/// Of the reference's first four rows.
void expectSameLogits(Model& model, const Json& expected) {
    const at::NoGradGuard noGrad;
    const Json rows = readJsonFile(fixture("cases.json")).value().at("rows");
    ExampleSet set;
    for (std::size_t i = 0; i < expected.size(); ++i)
        set.examples.push_back({.ids = rows[i].at("ids"), .typeIds = {}});
    const at::Tensor logits = forwardRows(model, set, {0, 1, 2, 3}, c10::Device(c10::kCPU), {});
    for (std::size_t i = 0; i < expected.size(); ++i)
        for (std::size_t j = 0; j < expected[i].size(); ++j)
            EXPECT_NEAR(logits[static_cast<std::int64_t>(i)][static_cast<std::int64_t>(j)].item<double>(),
                        expected[i][j].get<double>(), kTolerance * 5)
                << "row " << i;
}

class Parity : public ::testing::TestWithParam<std::string> { };

TEST_P(Parity, TenStepsAreThoseOfTheReference) {
    const Json all = readJsonFile(strategyFixture("cases.json")).value();
    const auto found = std::find_if(all.at("cases").begin(), all.at("cases").end(),
                                    [](const Json& one) { return one.at("name") == GetParam(); });
    ASSERT_NE(found, all.at("cases").end());
    const TrainingSetup setup = setupOf(all, *found);
    const auto model = tinyModel();
    const StartedStrategy strategy(setup.recipe, GetParam());
    const auto task = makeTask("classification", tinyLabels()).value();
    std::vector<RunEvent> events;
    Trainer(*model, strategy, *task, setup, {}, [&](const RunEvent& event) { events.push_back(event); }).run();
    EXPECT_EQ(eventsOf<RunStarted>(events).at(0).trainableParameters, found->at("learning").get<std::int64_t>());
    const auto steps = eventsOf<StepEvent>(events);
    ASSERT_EQ(steps.size(), found->at("losses").size());
    for (std::size_t i = 0; i < steps.size(); ++i)
        EXPECT_NEAR(steps[i].loss, found->at("losses")[i].get<double>(), kTolerance) << "step " << i + 1;
    expectSameEnd(*model, GetParam());
    expectSameLogits(*model, found->at("logits"));
    const MergedWeights merged(*model);
    expectSameLogits(*model, found->at("logits"));
}

INSTANTIATE_TEST_SUITE_P(Strategies, Parity,
                         ::testing::Values("lora", "lora_all", "lora_named", "rslora", "dora", "lora_plus", "ia3",
                                           "bitfit", "top_layers", "l2_sp", "gradual", "houlsby", "pfeiffer",
                                           "parallel", "prompt", "prefix", "prefix_projected"),
                         [](const auto& one) { return one.param; });

}
}
