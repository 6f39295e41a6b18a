// SPDX-License-Identifier: GPL-3.0-or-later
// Gradient checkpointing: layers that are computed again give the same loss and gradients, dropout and all.
#include "engine/strategies/inserted.h"
#include "tests/engine/strategies/strategy_support.h"

#include <ATen/Parallel.h>
#include <gtest/gtest.h>

namespace espalier::testing {
namespace {

ExampleSet rowsOf(const Model& model) {
    const std::int32_t end = model.config().family == "t5" ? 1 : 4;
    ExampleSet set;
    for (const std::vector<std::int32_t>& ids :
         {std::vector<std::int32_t> {2, 7, 9, 11, end}, {2, 20, 21, end}, {2, 30, 31, 32, 33, 34, end}})
        set.examples.push_back({.ids = ids, .typeIds = {}});
    return set;
}

struct Step {
    at::Tensor loss;
    std::map<std::string, at::Tensor> gradients;
};

Step stepOf(Model& model, bool checkpoints, double layerDrop) {
    for (nn::Parameter& parameter : model.parameters())
        nn::clearGradient(parameter);
    const ForwardOptions options {
        .training = true, .dropout = 0.2, .seed = 5, .step = 3, .layerDrop = layerDrop, .checkpoints = checkpoints};
    Step step;
    step.loss = forwardRows(model, rowsOf(model), {0, 1, 2}, c10::Device(c10::kCPU), options).square().sum();
    step.loss.backward();
    for (const nn::Parameter& parameter : model.parameters())
        if (const at::Tensor gradient = nn::denseGradient(parameter); gradient.defined())
            step.gradients[parameter.name] = gradient.clone();
    return step;
}

class Checkpoints : public ::testing::TestWithParam<std::string> {
protected:
    std::unique_ptr<Model> model(const Recipe& recipe) const {
        at::set_num_threads(1);
        auto loaded
            = loadModel(std::filesystem::path(ESPALIER_FIXTURES) / "models" / (GetParam() + "_sequence")).value().model;
        makeStrategy(recipe).value()->prepare(*loaded, recipe);
        shake(*loaded, 0.05);
        return loaded;
    }
};

void expectSame(const Step& kept, const Step& again, bool toTheBit) {
    EXPECT_TRUE(again.loss.equal(kept.loss));
    ASSERT_EQ(again.gradients.size(), kept.gradients.size());
    for (const auto& [name, gradient] : kept.gradients) {
        ASSERT_TRUE(again.gradients.count(name)) << name;
        if (toTheBit)
            EXPECT_TRUE(again.gradients.at(name).equal(gradient)) << name;
        else
            EXPECT_TRUE(again.gradients.at(name).allclose(gradient, 1e-4, 1e-6)) << name;
    }
}

TEST_P(Checkpoints, ChangeNothingInLossAndGradients) {
    for (const Recipe& recipe : {recipeOf("full"), recipeOf("top-layers", {{"layers", 1}}),
                                 recipeOf("lora", {{"dropout", 0.3}}), recipeOf("adapter", {{"reduction", 2}}),
                                 recipeOf("prompt", {{"tokens", 3}}), recipeOf("prefix", {{"tokens", 3}})}) {
        if (recipe.strategy.kind == "prefix" && GetParam() == "deberta") continue; // which takes none
        SCOPED_TRACE(recipe.strategy.kind);
        const auto one = model(recipe);
        expectSame(stepOf(*one, false, 0), stepOf(*one, true, 0), true);
        expectSame(stepOf(*one, false, 0.5), stepOf(*one, true, 0.5), true);
    }
}

/// Counts how often a half layer is computed.
class Counting final : public nn::SublayerExtension {
public:
    explicit Counting(int& times) : m_times(times) { }
    at::Tensor apply(const nn::SublayerStates& states) const override {
        ++m_times;
        return states.output;
    }

private:
    int& m_times;
};

TEST_P(Checkpoints, AreComputedTwice) {
    const auto one = model(recipeOf("full"));
    int times = 0;
    for (nn::Parameter& parameter : one->parameters())
        if (parameter.sublayer) parameter.sublayer->extension = std::make_shared<Counting>(times);
    stepOf(*one, false, 0);
    const int once = std::exchange(times, 0);
    EXPECT_GT(once, 0);
    stepOf(*one, true, 0);
    EXPECT_EQ(times, 2 * once);
}

TEST_P(Checkpoints, SumWhatANetworkOfPrefixesGetsInAnotherOrder) {
    if (GetParam() == "deberta") return; // which takes none
    const auto one = model(recipeOf("prefix", {{"tokens", 3}, {"projection", 1}}));
    expectSame(stepOf(*one, false, 0), stepOf(*one, true, 0), false);
}

INSTANTIATE_TEST_SUITE_P(Families, Checkpoints,
                         ::testing::Values("bert", "roberta", "distilbert", "electra", "albert", "deberta", "gpt2",
                                           "llama", "t5"),
                         [](const auto& one) { return one.param; });

}
}
