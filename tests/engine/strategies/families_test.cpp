// SPDX-License-Identifier: GPL-3.0-or-later
// Strategies find their layers by slots, so each family must have filled them in.
#include "engine/strategies/inserted.h"
#include "engine/strategies/tuned_folder.h"
#include "tests/engine/strategies/strategy_support.h"

#include <ATen/core/grad_mode.h>
#include <gtest/gtest.h>

#include <set>

namespace espalier::testing {
namespace {

/// Ids that every fixture's vocabulary has, none of them padding; T5 reads what stands at the end of a text, 1.
ExampleSet rows(const Model& model) {
    const std::int32_t end = model.config().family == "t5" ? 1 : 4;
    ExampleSet set;
    const std::vector<std::vector<std::int32_t>> texts {
        {2, 7, 9, 11, end}, {2, 20, 21, end}, {2, 30, 31, 32, 33, 34, end}};
    for (const auto& ids : texts)
        set.examples.push_back({.ids = ids, .typeIds = {}});
    return set;
}

at::Tensor logitsOf(Model& model) {
    const at::NoGradGuard noGrad;
    return forwardRows(model, rows(model), {0, 1, 2}, c10::Device(c10::kCPU), {});
}

class Family : public ::testing::TestWithParam<std::string> {
protected:
    std::unique_ptr<Model> model() const {
        return loadModel(std::filesystem::path(ESPALIER_FIXTURES) / "models" / (GetParam() + "_sequence"))
            .value()
            .model;
    }
};

/// Every inserted parameter makes a difference and has a gradient.
void expectAllAtWork(Model& model) {
    const at::Tensor before = logitsOf(model);
    shake(model);
    EXPECT_FALSE(logitsOf(model).allclose(before, 1e-4, 1e-5));
    forwardRows(model, rows(model), {0, 1, 2}, c10::Device(c10::kCPU), {}).square().sum().backward();
    for (nn::Parameter& parameter : model.parameters()) {
        if (!parameter.isInserted) continue;
        ASSERT_TRUE(parameter.value.grad().defined()) << parameter.name;
        EXPECT_GT(parameter.value.grad().abs().max().item<double>(), 0) << parameter.name;
    }
}

TEST_P(Family, LoraAndIa3AreInEveryLayerAndMerge) {
    for (const Recipe& recipe : {recipeOf("lora"), recipeOf("lora", {}, {{"targets", "all-linear"}}),
                                 recipeOf("lora", {{"dora", 1}}), recipeOf("ia3")}) {
        SCOPED_TRACE(recipe.strategy.kind);
        if (recipe.strategy.kind == "ia3" && GetParam() == "albert") continue; // PEFT has no table for it
        const auto bare = model();
        const at::Tensor before = logitsOf(*bare);
        makeStrategy(recipe).value()->prepare(*bare, recipe);
        EXPECT_TRUE(logitsOf(*bare).allclose(before, 1e-4, 1e-5));
        expectAllAtWork(*bare);
        const at::Tensor inserted = logitsOf(*bare);
        const MergedWeights merged(*bare);
        EXPECT_TRUE(logitsOf(*bare).allclose(inserted, 1e-3, 1e-4));
    }
}

/// Or a file of them would lose some.
void expectNamesApart(Model& model) {
    std::set<std::string> names;
    for (const nn::Parameter& parameter : model.parameters())
        EXPECT_TRUE(names.insert(parameter.name).second) << parameter.name;
}

/// A folder of it gives the same model.
void expectReadAgain(Model& model, const Recipe& recipe) {
    const TemporaryFolder folder;
    saveTuned(model, *makeStrategy(recipe).value(), recipe, "the-base", folder / "model");
    const auto loaded = loadTuned(folder / "model");
    ASSERT_TRUE(loaded) << describe(loaded.error());
    EXPECT_TRUE(logitsOf(*loaded->model).allclose(logitsOf(model), 1e-4, 1e-5));
}

TEST_P(Family, AdaptersPromptsAndPrefixesWorkOrSayThatTheyDont) {
    for (const Recipe& recipe :
         {recipeOf("adapter", {{"reduction", 2}}), recipeOf("adapter", {{"reduction", 2}}, {{"placement", "pfeiffer"}}),
          recipeOf("adapter", {{"reduction", 2}}, {{"placement", "parallel"}}), recipeOf("prompt", {{"tokens", 3}}),
          recipeOf("prefix", {{"tokens", 3}}), recipeOf("prefix", {{"tokens", 3}, {"projection", 1}})}) {
        SCOPED_TRACE(recipe.strategy.kind);
        const auto bare = model();
        if (recipe.strategy.kind == "prefix" && GetParam() == "deberta") { // its attention reads distances
            EXPECT_THROW(makeStrategy(recipe).value()->prepare(*bare, recipe), Exception);
            continue;
        }
        makeStrategy(recipe).value()->prepare(*bare, recipe);
        expectNamesApart(*bare);
        expectAllAtWork(*bare);
        expectReadAgain(*bare, recipe);
    }
}

INSTANTIATE_TEST_SUITE_P(Families, Family,
                         ::testing::Values("bert", "roberta", "distilbert", "electra", "albert", "deberta", "gpt2",
                                           "llama", "t5"),
                         [](const auto& one) { return one.param; });

}
}
