// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/recipe.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

Recipe unusual() {
    Recipe recipe;
    recipe.name = "Mine";
    recipe.model = "run:12";
    recipe.data = {"a.csv", "b.csv", "c.csv", "review", "title", "stars", {0.7, 0.2, 0.1}, 5, 2, "general.txt"};
    recipe.multiTask = {{{"tweets", "tokens", "words", "", "tags", 0.5}}, "temperature", 3, 2};
    recipe.strategy = {"discriminative", {{"decay", 0.9}}};
    recipe.pooling = "mean";
    recipe.training
        = {1.5,  8,    3e-4, "sgd", 0.8,        "cosine", 0.2, 7,   4,                     1.5, 0.05, 0.3,        64,
           0.5,  2,    3,    "f1_macro", "fp32", 50,       100, 18446744073709551615u, 0.1, 2,   "balanced", 0.5,
           0.01, 0.7,  0.1,  0.99,  true, 3};
    recipe.prompts = {"Once upon", "a \"time\""};
    return recipe;
}

TEST(RecipeJson, TheTaskDecidesTheMetricThatIsNotNamed) {
    EXPECT_EQ(recipeFromJson(Json {{"task", "tokens"}})->training.earlyStoppingMetric, "f1");
    EXPECT_EQ(recipeFromJson(Json {{"task", "classification"}})->training.earlyStoppingMetric, "loss");
    EXPECT_EQ(recipeFromJson(Json {{"task", "tokens"}, {"training", {{"early_stopping_metric", "loss"}}}})->training.earlyStoppingMetric, "loss");
}

TEST(RecipeJson, KeysAreGroupedSnakeCase) {
    const Json json = toJson(Recipe {});
    EXPECT_EQ(
        toText(json),
        R"({"name":"","model":"","data":{"train":"","validation":"","test":"","text_column":"text","pair_column":"",)"
        R"("label_column":"label","split":[],"folds":0,"fold":0,"general":""},"task":"classification",)"
        R"("multi_task":{"tasks":[],"sampling":"proportional","temperature":2.0,"weight":1.0},"strategy":{"kind":"full"},"pooling":"cls",)"
        R"("training":{"epochs":3.0,"batch_size":16,"learning_rate":5e-05,"optimizer":"adamw","momentum":0.9,)"
        R"("schedule":"linear","warmup_ratio":0.1,"warmup_steps":0,"schedule_cycles":3,"schedule_power":2.0,)"
        R"("weight_decay":0.01,"dropout":0.1,"max_length":128,"max_grad_norm":1.0,"gradient_accumulation":1,)"
        R"("early_stopping_patience":0,"early_stopping_metric":"loss","precision":"auto","evaluate_every":0,)"
        R"("checkpoint_every":0,"seed":0,"label_smoothing":0.0,"focal_gamma":0.0,"class_weights":"none","r_drop":0.0,)"
        R"("l2_sp":0.0,"mixout":0.0,"layer_drop":0.0,"ema_decay":0.0,"gradient_checkpointing":false,"keep_best":1},"prompts":[]})");
    EXPECT_EQ(toJson(unusual())["strategy"]["decay"], 0.9);
}

TEST(RecipeJson, EveryFieldSurvivesTheRoundTrip) {
    const Recipe recipe = unusual();
    auto back = recipeFromJson(*parseJson(toText(toJson(recipe)), "x"));
    ASSERT_TRUE(back) << describe(back.error());
    EXPECT_TRUE(*back == recipe);
    EXPECT_FALSE(*back == Recipe {});
    EXPECT_EQ(back->training.seed, 18446744073709551615u);
    EXPECT_EQ(back->strategy.settings.at("decay"), 0.9);
}

TEST(RecipeJson, FurtherTasksAreReadOneByOne) {
    const auto read = [](const char* tasks) {
        return recipeFromJson(*parseJson(R"({"multi_task":{"tasks":)" + std::string(tasks) + "}}", "x"));
    };
    const auto recipe = read(R"([{"data":"a"},{"data":"b","task":"tokens","weight":0.5}])");
    ASSERT_TRUE(recipe) << describe(recipe.error());
    ASSERT_EQ(recipe->multiTask.tasks.size(), 2u);
    EXPECT_EQ(recipe->multiTask.tasks[0], (MoreTask {.data = "a", .pairColumn = {}}));
    EXPECT_EQ(recipe->multiTask.tasks[1], (MoreTask {.data = "b", .task = "tokens", .pairColumn = {}, .weight = 0.5}));
    EXPECT_EQ(read(R"([{"data":"a"},{"dat":"b"}])").error().where, "multi_task.tasks[1].dat");
    EXPECT_EQ(read(R"([{"weight":"much"}])").error().where, "multi_task.tasks[0].weight");
    EXPECT_EQ(read(R"([3])").error().where, "multi_task.tasks[0]");
    EXPECT_EQ(read(R"({})").error().where, "multi_task.tasks");
}

TEST(RecipeJson, MissingFieldsHaveTheirStandard) {
    auto recipe = recipeFromJson(*parseJson(R"({"model":"m","training":{"epochs":2}})", "x"));
    ASSERT_TRUE(recipe);
    Recipe expected;
    expected.model = "m";
    expected.training.epochs = 2;
    EXPECT_TRUE(*recipe == expected);
}

TEST(RecipeJson, AStrategysTextsAndSwitchesSurviveToo) {
    const char* text = R"({"strategy":{"rank":4,"targets":"query,value","dora":true,"kind":"lora"}})";
    auto recipe = recipeFromJson(*parseJson(text, "x"));
    ASSERT_TRUE(recipe) << describe(recipe.error());
    EXPECT_EQ(recipe->strategy.texts.at("targets"), "query,value");
    EXPECT_EQ(recipe->strategy.settings.at("dora"), 1);
    auto back = recipeFromJson(toJson(*recipe));
    ASSERT_TRUE(back);
    EXPECT_TRUE(*back == *recipe);
    Recipe other = *recipe;
    other.strategy.texts["targets"] = "query";
    const auto found = differences(*recipe, other);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].field, "strategy.targets");
    EXPECT_EQ(found[0].right, "query");
}

struct BadCase {
    const char* json;
    const char* field;
};

TEST(RecipeJson, ErrorsNameTheField) {
    const BadCase cases[] = {
        {R"({"modle":"m"})", "modle"},
        {R"({"training":{"epoch":3}})", "training.epoch"},
        {R"({"data":{"train":["a"]}})", "data.train"},
        {R"({"training":3})", "training"},
        {R"({"strategy":"full"})", "strategy"},
        {R"({"strategy":{"kind":"discriminative","decay":"0.9"}})", "strategy.decay"},
        {R"({"strategy":{"kind":"lora","targets":3}})", "strategy.targets"},
        {R"({"strategy":{"kind":"lora","rank":"8"}})", "strategy.rank"},
        {R"({"training":{"epochs":"3"}})", "training.epochs"},
        {R"({"training":{"epochs":null}})", "training.epochs"},
        {R"({"training":{"batch_size":1.5}})", "training.batch_size"},
        {R"({"training":{"batch_size":18446744073709551615}})", "training.batch_size"},
        {R"({"training":{"seed":-1}})", "training.seed"},
        {R"({"data":{"split":[0.5,"x"]}})", "data.split"},
        {R"({"name":1})", "name"},
        {R"([])", ""},
    };
    for (const BadCase& bad : cases) {
        auto recipe = recipeFromJson(*parseJson(bad.json, "x"));
        ASSERT_FALSE(recipe) << bad.json;
        EXPECT_EQ(recipe.error().kind, ErrorKind::BadInput);
        EXPECT_EQ(recipe.error().where, bad.field) << bad.json;
    }
}

TEST(RecipeDifferences, AreThoseInEffect) {
    EXPECT_TRUE(differences(Recipe {}, Recipe {}).empty());
    Recipe left, right;
    left.name = "a", right.name = "b";
    right.training.learningRate = 1e-4;
    right.data.split = {0.9, 0.1};
    right.strategy.kind = "discriminative";
    const auto found = differences(left, right);
    ASSERT_EQ(found.size(), 4u);
    EXPECT_EQ(found[0].field, "data.split");
    EXPECT_EQ(found[0].right, "[0.9,0.1]");
    EXPECT_EQ(found[1].field, "strategy.kind");
    EXPECT_EQ(found[1].left, "full");
    EXPECT_EQ(found[2].field, "training.learning_rate");
    EXPECT_EQ(found[2].left, "5e-05");
    EXPECT_EQ(found[3].field, "strategy.decay");
    EXPECT_EQ(found[3].left, "");
    EXPECT_EQ(found[3].right, "0.8");
    Recipe spelledOut = right;
    spelledOut.strategy.settings["decay"] = 0.8;
    EXPECT_TRUE(differences(right, spelledOut).empty());
}

}
}
