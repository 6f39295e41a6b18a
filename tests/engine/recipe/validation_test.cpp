// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/multi_task.h"
#include "engine/recipe/strategy_info.h"
#include "engine/recipe/task_info.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace espalier {
namespace {

Recipe fine() {
    Recipe recipe;
    recipe.model = "all-MiniLM-L6-v2";
    recipe.data.train = "reviews";
    return recipe;
}

MoreTask more(const std::string& data, const std::string& task = "classification") {
    MoreTask one;
    one.data = data;
    one.task = task;
    return one;
}

/// A recipe's further tasks are this one, changed.
std::function<void(Recipe&)> spoiltTask(std::function<void(MoreTask&)> spoil) {
    return [spoil = std::move(spoil)](Recipe& recipe) {
        MoreTask task = more("tweets", "tokens");
        spoil(task);
        recipe.multiTask.tasks = {task};
    };
}

struct BadCase {
    const char* field;
    std::function<void(Recipe&)> spoil;
};

TEST(Validation, AFineRecipeHasNoFindings) {
    EXPECT_TRUE(validate(fine()).empty());
    Recipe recipe = fine();
    recipe.data.split = {0.8, 0.1, 0.1};
    recipe.strategy = {"discriminative", {{"decay", 0.7}}};
    recipe.training.earlyStoppingMetric = "f1.positive";
    EXPECT_TRUE(validate(recipe).empty());
    recipe.data.split = {0.9, 0, 0.1};
    recipe.data.validation = "more";
    EXPECT_TRUE(validate(recipe).empty());
}

TEST(Validation, SettingsOfClassesNeedATaskThatHasThem) {
    Recipe recipe = fine();
    recipe.task = "regression";
    recipe.training.labelSmoothing = 0.1;
    EXPECT_EQ(validate(recipe).size(), 1u);
    recipe.multiTask.tasks = {more("tweets", "tokens")};
    EXPECT_TRUE(validate(recipe).empty());
}

TEST(MultiTask, TasksAreCalledAfterTheirDataAndOnceEach) {
    Recipe recipe = fine();
    for (const char* data : {"tweets", "folder/tweets.csv", "general", "two words.x.tsv"}) recipe.multiTask.tasks.push_back(more(data));
    EXPECT_EQ(furtherTaskNames(recipe), (std::vector<std::string> {"tweets", "tweets-2", "general-2", "two_words_x"}));
}

TEST(MultiTask, AFurtherTasksRecipeIsItsOwn) {
    Recipe recipe = fine();
    recipe.data.validation = "held out";
    recipe.multiTask.tasks = {more("tweets", "tokens")};
    recipe.multiTask.tasks.front().labelColumn = "tags";
    const Recipe own = furtherRecipe(recipe, 0);
    EXPECT_TRUE(validate(own).empty());
    EXPECT_EQ(own.data.train, "tweets");
    EXPECT_EQ(own.data.validation, "");
    EXPECT_EQ(own.data.labelColumn, "tags");
    EXPECT_EQ(own.task, "tokens");
    EXPECT_EQ(own.training.earlyStoppingMetric, "f1");
    EXPECT_TRUE(own.multiTask.tasks.empty());
}

TEST(Validation, EachFieldIsChecked) {
    const BadCase cases[] = {
        {"model", [](Recipe& r) { r.model.clear(); }},
        {"multi_task.sampling", [](Recipe& r) { r.multiTask.sampling = "often"; }},
        {"multi_task.temperature", [](Recipe& r) { r.multiTask.temperature = 0.5; }},
        {"multi_task.weight", [](Recipe& r) { r.multiTask.weight = 0; }},
        {"multi_task.tasks[0].data", spoiltTask([](MoreTask& t) { t.data.clear(); })},
        {"multi_task.tasks[0].task", spoiltTask([](MoreTask& t) { t.task = "causal-lm"; })},
        {"multi_task.tasks[0].task", spoiltTask([](MoreTask& t) { t.task = "dance"; })},
        {"multi_task.tasks[0].task", spoiltTask([](MoreTask& t) { t.task = "qa"; })},
        {"multi_task.tasks[0].weight", spoiltTask([](MoreTask& t) { t.weight = NAN; })},
        {"multi_task.tasks[0].label_column", spoiltTask([](MoreTask& t) { t.labelColumn = "text"; })},
        {"multi_task.tasks[0].pair_column", spoiltTask([](MoreTask& t) { t.pairColumn = "b"; })},
        {"multi_task.tasks",
         [](Recipe& r) {
             r.task = "causal-lm";
             r.data.labelColumn.clear();
             r.multiTask.tasks = {more("a")};
         }},
        {"data.general", [](Recipe& r) { r.data.general = "reviews"; }},
        {"data.general",
         [](Recipe& r) {
             r.multiTask.tasks = {more("a")};
             r.data.general = "a";
         }},
        {"data.general",
         [](Recipe& r) {
             r.strategy = {"scratch"};
             r.data.general = "words.txt";
         }},
        {"data.train", [](Recipe& r) { r.data.train.clear(); }},
        {"data.text_column", [](Recipe& r) { r.data.textColumn.clear(); }},
        {"data.label_column", [](Recipe& r) { r.data.labelColumn.clear(); }},
        {"data.label_column", [](Recipe& r) { r.data.labelColumn = "text"; }},
        {"data.pair_column", [](Recipe& r) { r.data.pairColumn = "text"; }},
        {"data.split", [](Recipe& r) { r.data.split = {1}; }},
        {"data.split",
         [](Recipe& r) {
             r.data.split = {0.5, 0.4};
         }},
        {"data.split",
         [](Recipe& r) {
             r.data.split = {1.5, -0.5};
         }},
        {"data.split",
         [](Recipe& r) {
             r.data.split = {NAN, 0.5};
         }},
        {"data.split",
         [](Recipe& r) {
             r.data.split = {0, 1};
         }},
        {"data.split",
         [](Recipe& r) {
             r.data.split = {0.8, 0.2}, r.data.validation = "v";
         }},
        {"data.split",
         [](Recipe& r) {
             r.data.split = {0.8, 0.1, 0.1}, r.data.test = "t";
         }},
        {"task", [](Recipe& r) { r.task = "juggling"; }},
        {"pooling", [](Recipe& r) { r.pooling = "max"; }},
        {"strategy.kind", [](Recipe& r) { r.strategy.kind = "magic"; }},
        {"strategy.rank",
         [](Recipe& r) {
             r.strategy = {"lora", {{"rank", 7.5}}};
         }},
        {"strategy.dora",
         [](Recipe& r) {
             r.strategy = {"lora", {{"dora", 0.5}}};
         }},
        {"strategy.colour",
         [](Recipe& r) {
             r.strategy = {"lora", {}, {{"colour", "red"}}};
         }},
        {"strategy.rank",
         [](Recipe& r) {
             r.strategy = {"lora", {}, {{"rank", "8"}}};
         }},
        {"strategy.decay", [](Recipe& r) { r.strategy.settings["decay"] = 0.8; }},
        {"strategy.decay",
         [](Recipe& r) {
             r.strategy = {"discriminative", {{"decay", 1.1}}};
         }},
        {"training.schedule", [](Recipe& r) { r.training.schedule = ""; }},
        {"training.precision", [](Recipe& r) { r.training.precision = "fp8"; }},
        {"training.early_stopping_metric", [](Recipe& r) { r.training.earlyStoppingMetric = "f1"; }},
        {"training.epochs", [](Recipe& r) { r.training.epochs = 0; }},
        {"training.epochs", [](Recipe& r) { r.training.epochs = NAN; }},
        {"training.batch_size", [](Recipe& r) { r.training.batchSize = 0; }},
        {"training.learning_rate", [](Recipe& r) { r.training.learningRate = 0; }},
        {"training.learning_rate", [](Recipe& r) { r.training.learningRate = INFINITY; }},
        {"training.warmup_ratio", [](Recipe& r) { r.training.warmupRatio = 1.1; }},
        {"training.weight_decay", [](Recipe& r) { r.training.weightDecay = -1; }},
        {"training.dropout", [](Recipe& r) { r.training.dropout = 1; }},
        {"training.max_length", [](Recipe& r) { r.training.maxLength = 2; }},
        {"training.max_grad_norm", [](Recipe& r) { r.training.maxGradNorm = -1; }},
        {"training.gradient_accumulation", [](Recipe& r) { r.training.gradientAccumulation = 0; }},
        {"training.early_stopping_patience", [](Recipe& r) { r.training.earlyStoppingPatience = -1; }},
        {"training.evaluate_every", [](Recipe& r) { r.training.evaluateEvery = -1; }},
        {"training.label_smoothing", [](Recipe& r) { r.training.labelSmoothing = 1; }},
        {"training.focal_gamma", [](Recipe& r) { r.training.focalGamma = -1; }},
        {"training.class_weights", [](Recipe& r) { r.training.classWeights = "even"; }},
        {"training.r_drop", [](Recipe& r) { r.training.rDrop = -1; }},
        {"training.l2_sp", [](Recipe& r) { r.training.l2Sp = NAN; }},
        {"training.optimizer", [](Recipe& r) { r.training.optimizer = "adamx"; }},
        {"training.momentum", [](Recipe& r) { r.training.momentum = 1; }},
        {"training.warmup_steps", [](Recipe& r) { r.training.warmupSteps = -1; }},
        {"training.schedule_cycles", [](Recipe& r) { r.training.scheduleCycles = 0; }},
        {"training.schedule_power", [](Recipe& r) { r.training.schedulePower = 0; }},
        {"training.mixout", [](Recipe& r) { r.training.mixout = 1; }},
        {"training.layer_drop", [](Recipe& r) { r.training.layerDrop = 1; }},
        {"training.ema_decay", [](Recipe& r) { r.training.emaDecay = 1; }},
        {"training.keep_best", [](Recipe& r) { r.training.keepBest = 0; }},
        {"data.folds", [](Recipe& r) { r.data.folds = 1, r.data.fold = 1; }},
        {"data.fold", [](Recipe& r) { r.data.folds = 5; }},
        {"data.fold", [](Recipe& r) { r.data.folds = 5, r.data.fold = 6; }},
        {"data.folds", [](Recipe& r) { r.data.folds = 5, r.data.fold = 1, r.data.split = {0.9, 0.1}; }},
        {"training.checkpoint_every", [](Recipe& r) { r.training.checkpointEvery = -1; }},
    };
    for (const BadCase& bad : cases) {
        Recipe recipe = fine();
        bad.spoil(recipe);
        const auto findings = validate(recipe);
        ASSERT_EQ(findings.size(), 1u) << bad.field;
        EXPECT_EQ(findings[0].field, bad.field);
        EXPECT_FALSE(findings[0].message.empty());
        EXPECT_FALSE(findings[0].cure.empty());
    }
}

TEST(Validation, EntitiesHaveMetricsOfTheirOwn) {
    Recipe recipe = fine();
    recipe.task = "tokens";
    for (const char* good : {"f1", "precision", "recall", "accuracy", "loss", "f1.person", "recall.person"}) {
        recipe.training.earlyStoppingMetric = good;
        EXPECT_TRUE(validate(recipe).empty()) << good;
    }
    recipe.training.earlyStoppingMetric = "f1_macro";
    EXPECT_EQ(validate(recipe).size(), 1u);
    recipe.training.earlyStoppingMetric = standardMetric(recipe.task);
    recipe.data.pairColumn = "other";
    ASSERT_EQ(validate(recipe).size(), 1u);
    EXPECT_EQ(validate(recipe)[0].field, "data.pair_column");
}

TEST(Validation, LanguageTasksNeedNoLabelsAndHaveNoClasses) {
    const auto fieldOf = [](const Recipe& recipe) {
        const auto findings = validate(recipe);
        return findings.size() == 1 ? findings[0].field : std::to_string(findings.size()) + " findings";
    };
    for (const char* task : {"causal-lm", "seq2seq", "masked-lm"}) {
        Recipe recipe = fine();
        recipe.task = task;
        EXPECT_TRUE(validate(recipe).empty()) << task;
        recipe.prompts = {"Once upon a time", ""};
        EXPECT_EQ(fieldOf(recipe), "prompts") << task;
        recipe.prompts.clear();
        recipe.training.rDrop = 1;
        EXPECT_EQ(fieldOf(recipe), "training.r_drop") << task;
        recipe.training.rDrop = 0;
        recipe.strategy = {"frozen"};
        EXPECT_EQ(fieldOf(recipe), "strategy.kind") << task;
        recipe.strategy = {};
        recipe.training.earlyStoppingMetric = "accuracy";
        EXPECT_EQ(fieldOf(recipe), "training.early_stopping_metric") << task;
        recipe.training.earlyStoppingMetric = "loss";
        recipe.data.labelColumn.clear();
        EXPECT_EQ(fieldOf(recipe), std::string(task) == "seq2seq" ? "data.label_column" : "0 findings") << task;
        recipe.data.pairColumn = "completion";
        EXPECT_EQ(fieldOf(recipe), std::string(task) == "masked-lm" ? "data.pair_column" : "0 findings") << task;
    }
}

TEST(Validation, AMeasureHasNoClassesToWeighButTwoPassesCanAgreeOnIt) {
    Recipe recipe = fine();
    recipe.task = "multilabel";
    recipe.training.earlyStoppingMetric = standardMetric("multilabel");
    recipe.training.labelSmoothing = 0.1;
    recipe.training.focalGamma = 2;
    recipe.training.classWeights = "balanced";
    recipe.training.rDrop = 1;
    EXPECT_TRUE(validate(recipe).empty());
    recipe.task = "regression";
    recipe.training.earlyStoppingMetric = standardMetric("regression");
    ASSERT_EQ(validate(recipe).size(), 3u);
    EXPECT_EQ(validate(recipe)[0].field, "training.label_smoothing");
    EXPECT_NE(validate(recipe)[0].message.find("no classes"), std::string::npos);
    recipe.training.labelSmoothing = recipe.training.focalGamma = 0;
    recipe.training.classWeights = "none";
    EXPECT_TRUE(validate(recipe).empty());
    recipe.task = "regression";
    recipe.training.earlyStoppingMetric = "spearman";
    EXPECT_TRUE(validate(recipe).empty());
    recipe.training.earlyStoppingMetric = "f1_micro";
    EXPECT_EQ(validate(recipe).size(), 1u);
}

TEST(Tasks, EachHasAStandardMetricAndErrorsAreToBeSmall) {
    for (const TaskInfo& info : taskInfos()) {
        ASSERT_FALSE(info.metrics.empty()) << info.kind;
        EXPECT_EQ(standardMetric(info.kind), info.metrics.front());
        EXPECT_EQ(findTaskInfo(info.kind), &info);
    }
    EXPECT_TRUE(lowerIsBetter("mae"));
    EXPECT_FALSE(lowerIsBetter("spearman"));
    EXPECT_EQ(leadingMetric({{"loss", 1}, {"accuracy", 0.5}, {"f1_micro", 0.7}}), "f1_micro");
    EXPECT_EQ(leadingMetric({{"loss", 1}}), "");
}

TEST(Validation, AllFindingsAreListed) {
    EXPECT_EQ(validate(Recipe {}).size(), 2u);
}

void expectSound(const SettingInfo& info) {
    EXPECT_LE(info.minimum, info.usualLow) << info.field;
    EXPECT_LT(info.usualLow, info.usualHigh) << info.field;
    EXPECT_LE(info.usualHigh, info.maximum) << info.field;
    EXPECT_TRUE(info.standard >= info.usualLow && info.standard <= info.usualHigh) << info.field;
    EXPECT_EQ(info.explanation.back(), '.') << info.field;
}

TEST(Settings, RangesHoldTheStandardAndItIsTheRecipesOwn) {
    const Json json = toJson(Recipe {});
    for (const SettingInfo& info : trainingSettings()) {
        expectSound(info);
        ASSERT_EQ(info.field.rfind("training.", 0), 0u);
        EXPECT_EQ(json["training"][info.field.substr(9)].get<double>(), info.standard) << info.field;
    }
}

TEST(Strategies, AreWhatValidationKnows) {
    for (const StrategyInfo& info : strategyInfos()) {
        Recipe recipe = fine();
        recipe.strategy.kind = info.kind;
        recipe.training.learningRate = info.standardLearningRate;
        for (const SettingInfo& setting : info.settings) {
            expectSound(setting);
            recipe.strategy.settings[setting.field.substr(std::string("strategy.").size())] = setting.standard;
        }
        for (const TextSettingInfo& setting : info.texts) {
            EXPECT_EQ(setting.explanation.back(), '.') << setting.field;
            recipe.strategy.texts[setting.field.substr(std::string("strategy.").size())] = setting.standard;
        }
        EXPECT_TRUE(validate(recipe).empty()) << info.kind;
        EXPECT_EQ(findStrategyInfo(info.kind), &info);
    }
    EXPECT_EQ(findStrategyInfo("magic"), nullptr);
    EXPECT_EQ(findStrategyInfo("frozen")->standardLearningRate, 1e-3);
}

}
}
