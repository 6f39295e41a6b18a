// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/strategy_info.h"
#include "engine/workspace/race.h"

#include <gtest/gtest.h>

#include <cmath>

namespace espalier {
namespace {

/// As the trainer counts them.
std::int64_t stepsOf(const Recipe& recipe, std::int64_t rows) {
    const auto perStep = recipe.training.batchSize * recipe.training.gradientAccumulation;
    return static_cast<std::int64_t>(std::ceil(recipe.training.epochs * static_cast<double>((rows + perStep - 1) / perStep)));
}

RunRecord run(std::int64_t id, const std::string& group, const std::string& strategy, Metrics metrics) {
    RunRecord record;
    record.id = id;
    record.group = group;
    record.status = "completed";
    record.recipe.strategy.kind = strategy;
    record.metrics = std::move(metrics);
    return record;
}

}

TEST(Race, EveryBudgetOfStepsIsMetToTheStep) {
    for (const std::int64_t rows : {1, 7, 240, 4000, 10001}) {
        for (std::int64_t steps = 1; steps <= 2000; steps += 7) {
            Recipe recipe;
            recipe.training.batchSize = 12;
            recipe.training.gradientAccumulation = 3;
            fitToSteps(recipe, steps, rows);
            ASSERT_EQ(stepsOf(recipe, rows), steps) << rows;
        }
    }
}

TEST(Race, EvaluationsAreSpreadOverItUnlessTheRecipeSaysHow) {
    Recipe recipe;
    fitToSteps(recipe, 200, 4000);
    EXPECT_EQ(recipe.training.evaluateEvery, 25);
    recipe.training.evaluateEvery = 40;
    fitToSteps(recipe, 200, 4000);
    EXPECT_EQ(recipe.training.evaluateEvery, 40);
    Recipe brief;
    fitToSteps(brief, 3, 4000);
    EXPECT_EQ(brief.training.evaluateEvery, 1);
}

TEST(Race, TheChosenStrategyKeepsItsSettingsAndOthersHaveTheirUsualOnes) {
    Recipe base;
    base.name = "Mine";
    base.strategy = {"lora", {{"rank", 4}}, {{"targets", "all-linear"}}};
    base.training.learningRate = 3e-4;
    base.training.seed = 5;
    const auto same = raceRecipe(base, "lora"), other = raceRecipe(base, "frozen");
    EXPECT_EQ(same.strategy.settings.at("rank"), 4);
    EXPECT_EQ(same.training.learningRate, 3e-4);
    EXPECT_EQ(same.name, "Mine, LoRA");
    EXPECT_TRUE(other.strategy.settings.empty());
    EXPECT_TRUE(other.strategy.texts.empty());
    EXPECT_EQ(other.training.learningRate, findStrategyInfo("frozen")->standardLearningRate);
    EXPECT_EQ(other.training.seed, 5u) << "the same seed for all";
}

TEST(Race, TheTableHoldsItsOwnRunsAlone) {
    const std::vector<RunRecord> runs {run(1, "", "full", {{"accuracy", 0.9}}), run(2, "race-1", "full", {{"accuracy", 0.8}, {"loss", 0.5}}),
                                       run(3, "race-2", "lora", {{"accuracy", 0.7}}), run(4, "race-1", "frozen", {})};
    const auto table = raceTable("race-1", runs);
    EXPECT_EQ(table.metric, "accuracy");
    ASSERT_EQ(table.entries.size(), 2u);
    EXPECT_EQ(table.entries[0].run, 2);
    EXPECT_EQ(table.entries[0].score, 0.8);
    EXPECT_FALSE(table.entries[1].hasScore());
}

TEST(Race, TheMetricThatDecides) {
    EXPECT_EQ(decidingMetric({{"accuracy", 1}, {"f1_macro", 1}, {"loss", 1}}), "accuracy");
    EXPECT_EQ(decidingMetric({{"accuracy", 1}, {"f1", 1}}), "f1");
    EXPECT_EQ(decidingMetric({{"loss", 1}, {"pearson", 1}}), "pearson");
    EXPECT_EQ(decidingMetric({{"loss", 1}}), "loss");
    EXPECT_EQ(decidingMetric({}), "");
}

}
