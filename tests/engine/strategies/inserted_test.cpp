// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/inserted.h"

#include "engine/strategies/targets.h"
#include "tests/engine/strategies/strategy_support.h"

#include <gtest/gtest.h>

namespace espalier::testing {
namespace {

const std::string kQuery = "bert.encoder.layer.0.attention.self.query";

std::vector<ParameterGroup> prepare(Model& model, const Recipe& recipe) {
    return makeStrategy(recipe).value()->prepare(model, recipe);
}

}

TEST(Inserted, LoraStartsAsNoChangeAtAll) {
    const auto model = tinyModel();
    const at::Tensor before = someLogits(*model);
    prepare(*model, recipeOf("lora", {{"dora", 0}}));
    EXPECT_TRUE(someLogits(*model).equal(before));
    prepare(*model, recipeOf("lora", {{"dora", 1}}));
    EXPECT_TRUE(someLogits(*model).allclose(before, 1e-5, 1e-6));
    prepare(*model, recipeOf("ia3"));
    EXPECT_TRUE(someLogits(*model).allclose(before, 1e-5, 1e-6));
}

TEST(Inserted, PreparingAgainStartsFromTheBareModel) {
    const auto model = tinyModel();
    const at::Tensor before = someLogits(*model);
    const std::size_t count = model->parameters().size();
    prepare(*model, recipeOf("lora"));
    EXPECT_EQ(model->parameters().size(), count + 2 * 2 * 2); // query and value of two layers, A and B of each
    const auto first = learning(*model);
    shake(*model);
    EXPECT_FALSE(someLogits(*model).allclose(before));
    prepare(*model, recipeOf("lora"));
    EXPECT_EQ(learning(*model), first);
    prepare(*model, recipeOf("bitfit"));
    EXPECT_EQ(model->parameters().size(), count);
    EXPECT_FALSE(parameterNamed(*model, kQuery + ".weight").linear->extension);
}

TEST(Inserted, MergingGivesTheSameAndIsUndoneExactly) {
    for (const Recipe& recipe :
         {recipeOf("lora", {}, {{"targets", "all-linear"}}), recipeOf("lora", {{"dora", 1}}), recipeOf("ia3")}) {
        const auto model = tinyModel();
        prepare(*model, recipe);
        shake(*model);
        const std::string before = weightsHash(*model);
        const at::Tensor inserted = someLogits(*model);
        {
            const MergedWeights merged(*model);
            EXPECT_FALSE(
                parameterNamed(*model, kQuery.substr(0, kQuery.rfind('.')) + ".value.weight").linear->extension);
            EXPECT_NE(weightsHash(*model), before);
            EXPECT_TRUE(someLogits(*model).allclose(inserted, 1e-4, 1e-5));
        }
        EXPECT_EQ(weightsHash(*model), before);
        EXPECT_TRUE(someLogits(*model).equal(inserted));
    }
}

TEST(Inserted, DropoutInsideIsOnInTrainingAlone) {
    const auto model = tinyModel();
    prepare(*model, recipeOf("lora", {{"dropout", 0.5}}));
    shake(*model);
    const at::NoGradGuard noGrad;
    const auto rows = learnableRows(4, 3);
    const auto logits = [&](std::int64_t step, bool training) {
        return forwardRows(*model, rows, {0, 1, 2, 3}, c10::Device(c10::kCPU),
                           {.training = training, .dropout = 0, .seed = 1, .step = step});
    };
    EXPECT_TRUE(logits(3, true).equal(logits(3, true)));
    EXPECT_FALSE(logits(3, true).equal(logits(4, true)));
    EXPECT_TRUE(logits(3, false).equal(logits(4, false)));
    EXPECT_FALSE(model->pass()->training);
}

TEST(Inserted, TheHeadLearnsAndSoDoesAPoolerThatWasDrawn) {
    const auto model = tinyModel();
    prepare(*model, recipeOf("lora"));
    EXPECT_TRUE(parameterNamed(*model, "classifier.weight").value.requires_grad());
    EXPECT_FALSE(parameterNamed(*model, "bert.pooler.dense.weight").value.requires_grad());
    for (nn::Parameter& parameter : model->parameters())
        if (parameter.name == "bert.pooler.dense.weight") parameter.isFresh = true;
    prepare(*model, recipeOf("lora"));
    EXPECT_TRUE(parameterNamed(*model, "bert.pooler.dense.weight").value.requires_grad());
}

TEST(Targets, AreTheEndsOfNames) {
    const auto model = tinyModel();
    EXPECT_EQ(namesOf(" query,value , ,"), (std::vector<std::string> {"query", "value"}));
    EXPECT_EQ(targetedLayers(*model, {"query"}).size(), 2u);
    EXPECT_EQ(targetedLayers(*model, {"output.dense"}).size(), 4u); // of attention and feed-forward
    EXPECT_EQ(targetedLayers(*model, {kQuery}).size(), 1u);
    EXPECT_EQ(targetedLayers(*model, {kAllLinear}).size(), 13u); // six a layer, and the pooler
}

TEST(Targets, OneThatIsNoLayersIsAnErrorWithThoseThereAre) {
    const auto model = tinyModel();
    for (const std::string target : {"uery", "classifier", "c_attn"}) {
        try {
            prepare(*model, recipeOf("lora", {}, {{"targets", "value," + target}}));
            FAIL() << target;
        } catch (const Exception& exception) {
            EXPECT_NE(exception.error().message.find(target), std::string::npos);
            EXPECT_NE(exception.error().hint.find("dense, key, query, value"), std::string::npos);
        }
    }
}

}
