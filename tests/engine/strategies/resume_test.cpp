// SPDX-License-Identifier: GPL-3.0-or-later
// A run of any strategy that is cut and gone on with ends bit-identical to one that never stopped.
#include "tests/engine/strategies/strategy_support.h"

#include <gtest/gtest.h>

namespace espalier::testing {
namespace {

struct Case {
    std::string name;
    Recipe recipe;
};

class Cut : public ::testing::TestWithParam<Case> {
protected:
    TrainingSetup setup() const {
        TrainingSetup setup = tinySetup(); // dropout on, 24 steps, evaluations after 12 and 24
        setup.recipe.strategy = GetParam().recipe.strategy;
        return setup;
    }
};

TEST_P(Cut, EndsBitIdenticalToAnUndisturbedRun) {
    const auto undisturbed = tinyModel();
    train(*undisturbed, setup());
    for (const std::int64_t step : {5, 12, 17}) {
        const TemporaryFolder folder;
        TrainingSetup cut = setup();
        cut.checkpointFolder = folder / "checkpoint";
        const CancellationToken token;
        const auto first = tinyModel();
        const auto ended = train(*first, cut, token, [&](const RunEvent& event) {
            const auto* done = std::get_if<StepEvent>(&event);
            if (done && done->step == step) token.request(CancellationToken::Request::Interrupt);
        });
        EXPECT_EQ(ended.status, "interrupted");
        cut.resume = true;
        const auto second = tinyModel();
        EXPECT_EQ(train(*second, cut).status, "completed");
        EXPECT_EQ(weightsHash(*second), weightsHash(*undisturbed)) << "cut after step " << step;
    }
}

TEST_P(Cut, AndItLearns) {
    const auto model = tinyModel("mean"); // a first token that learnt nothing takes longer
    TrainingSetup learning = setup();
    learning.recipe.training.epochs = 25;
    learning.recipe.training.learningRate = 0.02;
    learning.recipe.training.dropout = 0;
    learning.recipe.training.earlyStoppingMetric = "accuracy";
    EXPECT_GE(train(*model, learning).metrics.at("accuracy"), 0.75); // chance is a half
}

INSTANTIATE_TEST_SUITE_P(
    Strategies, Cut,
    ::testing::Values(Case {"lora", recipeOf("lora", {{"dropout", 0.2}, {"b_rate", 4}})},
                      Case {"dora", recipeOf("lora", {{"dropout", 0.2}, {"dora", 1}}, {{"targets", "all-linear"}})},
                      Case {"ia3", recipeOf("ia3")}, Case {"bitfit", recipeOf("bitfit")},
                      Case {"top", recipeOf("top-layers", {{"layers", 1}})},
                      Case {"gradual", recipeOf("gradual", {{"decay", 0.8}})},
                      Case {"gradual_steps", recipeOf("gradual", {{"stage_steps", 3}})},
                      Case {"scratch", recipeOf("scratch")},
                      Case {"adapter", recipeOf("adapter", {{"reduction", 2}}, {{"placement", "pfeiffer"}})},
                      Case {"prompt", recipeOf("prompt", {{"tokens", 4}})},
                      Case {"prefix", recipeOf("prefix", {{"tokens", 4}, {"projection", 1}})}),
    [](const auto& one) { return one.param.name; });

}
}
