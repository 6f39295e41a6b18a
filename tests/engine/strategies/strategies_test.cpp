// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/strategy.h"

#include <gtest/gtest.h>

#include <set>

namespace espalier {
namespace {

std::unique_ptr<Model> tinyModel() {
    return loadModel(std::filesystem::path(ESPALIER_FIXTURES) / "training" / "model").value().model; // two layers
}

Recipe recipeOf(const std::string& kind, std::map<std::string, double> settings = {}) {
    Recipe recipe;
    recipe.strategy = {.kind = kind, .settings = std::move(settings)};
    recipe.training.weightDecay = 0.03;
    return recipe;
}

const ParameterGroup& groupWith(const std::vector<ParameterGroup>& groups, const std::string& name) {
    for (const auto& group : groups) {
        for (const auto& parameter : group.parameters) {
            if (parameter.name == name) return group;
        }
    }
    throw std::runtime_error("no group has " + name);
}

}

TEST(Strategies, FullLearnsEverythingAndSparesBiasesAndNormsFromDecay) {
    const auto model = tinyModel();
    const auto groups = makeStrategy(recipeOf("full")).value()->prepare(*model, recipeOf("full"));
    std::size_t count = 0;
    for (const auto& group : groups) count += group.parameters.size();
    EXPECT_EQ(count, model->parameters().size());
    for (const auto& parameter : model->parameters()) EXPECT_TRUE(parameter.value.requires_grad()) << parameter.name;
    EXPECT_EQ(groupWith(groups, "bert.encoder.layer.0.attention.self.query.weight").weightDecay, 0.03);
    EXPECT_EQ(groupWith(groups, "bert.embeddings.word_embeddings.weight").weightDecay, 0.03);
    EXPECT_EQ(groupWith(groups, "bert.encoder.layer.0.attention.self.query.bias").weightDecay, 0);
    EXPECT_EQ(groupWith(groups, "bert.encoder.layer.1.output.LayerNorm.weight").weightDecay, 0);
    EXPECT_EQ(groupWith(groups, "classifier.bias").weightDecay, 0);
}

TEST(Strategies, FrozenLearnsTheClassifierAlone) {
    const auto model = tinyModel();
    const auto strategy = makeStrategy(recipeOf("frozen")).value();
    EXPECT_TRUE(strategy->bodyIsFrozen());
    strategy->prepare(*model, recipeOf("frozen"));
    std::set<std::string> learning;
    for (const auto& parameter : model->parameters()) {
        if (parameter.value.requires_grad()) learning.insert(parameter.name);
    }
    EXPECT_EQ(learning, (std::set<std::string> {"classifier.weight", "classifier.bias"}));
}

TEST(Strategies, DiscriminativeRatesFallFromTheHeadDown) {
    const auto model = tinyModel();
    const auto recipe = recipeOf("discriminative", {{"decay", 0.5}});
    const auto groups = makeStrategy(recipe).value()->prepare(*model, recipe);
    EXPECT_DOUBLE_EQ(groupWith(groups, "classifier.weight").rate, 1);
    EXPECT_DOUBLE_EQ(groupWith(groups, "bert.pooler.dense.weight").rate, 1);
    EXPECT_DOUBLE_EQ(groupWith(groups, "bert.encoder.layer.1.output.dense.weight").rate, 0.5);
    EXPECT_DOUBLE_EQ(groupWith(groups, "bert.encoder.layer.0.output.dense.bias").rate, 0.25);
    EXPECT_DOUBLE_EQ(groupWith(groups, "bert.embeddings.word_embeddings.weight").rate, 0.125);
}

TEST(Strategies, AnUnsetSettingIsTheStandardOne) {
    const auto model = tinyModel();
    const auto groups = makeStrategy(recipeOf("discriminative")).value()->prepare(*model, recipeOf("discriminative"));
    EXPECT_DOUBLE_EQ(groupWith(groups, "bert.encoder.layer.1.output.dense.weight").rate, findStrategyInfo("discriminative")->settings.front().standard);
}

TEST(Strategies, EveryKindThatIsOfferedCanBeMade) {
    for (const auto& info : strategyInfos()) EXPECT_TRUE(makeStrategy(recipeOf(info.kind))) << info.kind;
    const auto unknown = makeStrategy(recipeOf("magic"));
    ASSERT_FALSE(unknown);
    EXPECT_NE(unknown.error().hint.find("discriminative, frozen, full"), std::string::npos);
}

}
