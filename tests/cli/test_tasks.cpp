// SPDX-License-Identifier: GPL-3.0-or-later
// Measures and several labels a text, from a file to metrics; several runs as one item; searches.
#include "tests/cli/cli.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

using namespace espalier;
using namespace espalier::test;

namespace {

constexpr const char* kThings[] {"film", "story", "cast", "plot", "music"};

/// A verdict and a thing a row; the label says what of them is to be learnt.
std::string rows(int count, const std::function<std::string(bool great, int thing)>& label) {
    std::string text = "text,label\n";
    for (int i = 0; i < count; ++i) {
        const bool great = i * 7 % 11 % 2;
        text += std::string("the ") + kThings[i % 5] + " was " + (great ? "great" : "dull") + (i % 3 ? " ." : "") + "," + label(great, i % 5) + "\n";
    }
    return text;
}

std::vector<std::string> trainArguments(const Cli& cli, std::vector<std::string> more) {
    std::vector<std::string> arguments {"train", "--model", tinyModel(), "--data", cli.folder / "data.csv", "--batch-size", "8",
                                        "--learning-rate", "0.01", "--warmup-ratio", "0", "--seed", "1"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

/// Enough to learn the rows, which are then measured: with so few different texts a part of them would say nothing.
std::vector<std::string> learnArguments(const Cli& cli, std::vector<std::string> more) {
    more.insert(more.end(), {"--epochs", "6", "--validation-data", cli.folder / "data.csv"});
    return trainArguments(cli, std::move(more));
}

Json configOf(const Cli& cli) {
    return parseJson(fileText(cli.folder / "model/config.json"), "config").value();
}

}

TEST(Tasks, AMeasureIsLearntFromNumbers) {
    Cli cli;
    writeText(cli.folder / "data.csv", rows(88, [](bool great, int thing) { return std::to_string((great ? 2.5 : 0.5) + 0.1 * thing); }));
    EXPECT_EQ(cli.json({"data", "import", cli.folder / "data.csv", "--name", "stars"})["task"], "regression");
    const auto finished = cli.json(learnArguments(cli, {"--early-stopping-metric", "spearman", "--output", cli.folder / "model"}));
    EXPECT_EQ(finished["status"], "completed");
    for (const auto* key : {"mse", "mae", "r2", "pearson", "spearman", "loss"}) EXPECT_TRUE(finished["metrics"].contains(key)) << key;
    EXPECT_GT(finished["metrics"]["r2"].get<double>(), 0.8) << "great or dull is seen at a glance";
    EXPECT_EQ(configOf(cli)["problem_type"], "regression");
    EXPECT_EQ(configOf(cli)["id2label"], Json({{"0", "label"}}));
    const auto again = cli.json({"eval", cli.folder / "model", "--data", cli.folder / "data.csv"});
    EXPECT_LT(again["metrics"]["mae"].get<double>(), 0.5);
    // A second one, to be compared by which came nearer.
    cli.json(learnArguments(cli, {"--strategy", "frozen"}));
    const auto comparison = cli.json({"runs", "compare", "1", "2"});
    EXPECT_NE(comparison["paired"][0]["verdict"].get<std::string>().find("sign test"), std::string::npos) << comparison.dump(1);
    EXPECT_EQ(comparison["runs"][0]["accuracy_interval"], Json({0.0, 0.0}));
}

TEST(Tasks, WhatIsNoNumberIsNamed) {
    Cli cli;
    writeText(cli.folder / "data.csv", "text,label\nthe film,1.5\nthe story,good\n");
    const auto failed = cli.run(trainArguments(cli, {"--task", "regression"}));
    EXPECT_EQ(failed.code, 3);
    EXPECT_NE(failed.out.find("data.csv:3"), std::string::npos) << failed.out;
    const auto refused = cli.run(trainArguments(cli, {"--task", "regression", "--label-smoothing", "0.1"}));
    EXPECT_EQ(refused.code, 3);
    EXPECT_NE(refused.out.find("label_smoothing"), std::string::npos) << refused.out;
}

TEST(Tasks, SeveralLabelsATextAreLearnt) {
    Cli cli;
    writeText(cli.folder / "data.csv", rows(88, [](bool great, int thing) {
        return std::string(great ? "praise" : "") + (great && thing == 0 ? "|" : "") + (thing == 0 ? "film" : great ? "" : "[]");
    }));
    EXPECT_EQ(cli.json({"data", "import", cli.folder / "data.csv", "--name", "topics"})["task"], "multilabel");
    const auto finished = cli.json(learnArguments(cli, {"--output", cli.folder / "model"}));
    for (const auto* key : {"f1_micro", "f1_macro", "accuracy", "hamming", "f1.praise", "f1.film", "loss"}) EXPECT_TRUE(finished["metrics"].contains(key)) << key;
    EXPECT_GT(finished["metrics"]["f1_micro"].get<double>(), 0.9);
    EXPECT_EQ(configOf(cli)["problem_type"], "multi_label_classification");
    EXPECT_EQ(configOf(cli)["label2id"], Json({{"film", 0}, {"praise", 1}}));
    const auto again = cli.json({"eval", cli.folder / "model", "--data", cli.folder / "data.csv"});
    EXPECT_GT(again["metrics"]["f1_micro"].get<double>(), 0.9);
    // The head is another one now: what the folder says of it must follow.
    writeText(cli.folder / "data.csv", rows(88, [](bool great, int) { return std::string(great ? "good" : "bad"); }));
    cli.json({"train", "--model", "run:1", "--data", cli.folder / "data.csv", "--epochs", "1", "--output", cli.folder / "model"});
    EXPECT_EQ(configOf(cli)["problem_type"], "single_label_classification");
}

TEST(Items, SeedsAndFoldsAreGroupsWithAMean) {
    Cli cli;
    writeText(cli.folder / "data.csv", rows(60, [](bool great, int) { return std::string(great ? "good" : "bad"); }));
    const auto seeds = cli.json(trainArguments(cli, {"--epochs", "1", "--seeds", "0,1,2", "--output", cli.folder / "models"}));
    ASSERT_EQ(seeds["runs"].size(), 3u);
    EXPECT_EQ(seeds["measured"], 3);
    const auto& accuracy = seeds["metrics"]["accuracy"];
    EXPECT_LE(accuracy["low"], accuracy["mean"]);
    EXPECT_LE(accuracy["mean"], accuracy["high"]);
    EXPECT_TRUE(std::filesystem::exists(cli.folder / "models/run-3/config.json"));
    const auto folds = cli.json(trainArguments(cli, {"--epochs", "1", "--folds", "3"}));
    ASSERT_EQ(folds["runs"].size(), 3u);
    std::set<std::string> groups;
    for (const auto& run : cli.json({"runs", "list"})) groups.insert(run["group"].get<std::string>());
    EXPECT_EQ(groups, (std::set<std::string> {seeds["group"].get<std::string>(), folds["group"].get<std::string>()}));
    const auto part = cli.json({"runs", "show", "5"});
    EXPECT_EQ(part["recipe"]["data"]["folds"], 3);
    EXPECT_EQ(part["recipe"]["data"]["fold"], 2);
    EXPECT_EQ(cli.run(trainArguments(cli, {"--folds", "3", "--seeds", "0,1"})).code, 2);
    EXPECT_EQ(cli.run(trainArguments(cli, {"--seeds", "0,one"})).code, 2);
}

TEST(Items, TheTestOfLearningRatesTrainsNothing) {
    Cli cli;
    writeText(cli.folder / "data.csv", rows(60, [](bool great, int) { return std::string(great ? "good" : "bad"); }));
    const auto test = cli.json(trainArguments(cli, {"--find-learning-rate"}));
    ASSERT_EQ(test["rates"].size(), test["losses"].size());
    EXPECT_GT(test["rates"].size(), 50u);
    for (std::size_t i = 1; i < test["rates"].size(); ++i) EXPECT_GT(test["rates"][i], test["rates"][i - 1]);
    EXPECT_NEAR(test["rates"][0].get<double>(), 1e-7, 1e-12);
    EXPECT_GT(test["suggestion"].get<double>(), 1e-5);
    EXPECT_LT(test["suggestion"].get<double>(), 0.5);
    EXPECT_EQ(cli.json({"runs", "list"}).size(), 0u);
}

TEST(Items, ASearchCutsTheWorstOffEarly) {
    Cli cli;
    writeText(cli.folder / "data.csv", rows(60, [](bool great, int) { return std::string(great ? "good" : "bad"); }));
    cli.run(trainArguments(cli, {"--epochs", "4", "--validation-data", cli.folder / "data.csv", "--save-recipe", cli.folder / "recipe.json", "--dry-run"}));
    const auto found = cli.json({"search", cli.folder / "recipe.json", "--set", "training.learning_rate=1e-8,0.01,1e-7,1e-6", "--rounds", "2", "--keep", "0.5"});
    ASSERT_EQ(found["rounds"].size(), 2u);
    EXPECT_EQ(found["rounds"][0]["trials"].size(), 4u);
    EXPECT_EQ(found["rounds"][0]["epochs"], 2.0);
    EXPECT_EQ(found["rounds"][1]["trials"].size(), 2u);
    EXPECT_EQ(found["rounds"][1]["epochs"], 4.0);
    EXPECT_EQ(found["best"]["values"]["training.learning_rate"], 0.01);
    EXPECT_EQ(cli.json({"runs", "list"}).size(), 6u);
    const auto drawn = cli.json({"search", cli.folder / "recipe.json", "--set", "training.learning_rate=1e-4..1e-2", "--set", "training.batch_size=4,8", "--trials", "2", "--seed", "3"});
    EXPECT_EQ(drawn["rounds"][0]["trials"].size(), 2u);
    EXPECT_EQ(cli.run({"search", cli.folder / "recipe.json", "--set", "training.learning_rat=1"}).code, 3);
    EXPECT_EQ(cli.run({"search", cli.folder / "recipe.json", "--set", "training.learning_rate=1e-4..1e-2"}).code, 3);
    EXPECT_EQ(cli.run({"search", cli.folder / "recipe.json", "--set", "nothing"}).code, 2);
}
