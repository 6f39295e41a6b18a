// SPDX-License-Identifier: GPL-3.0-or-later
// Several tasks on one body, and general text, from files to answers.
#include "tests/cli/cli.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>

using namespace espalier;
using namespace espalier::test;

namespace {

/// A tiny BERT with the head for masked words that it was made with (tests/reference/multi_task.py).
std::string wordModel() {
    return std::filesystem::path(tinyModel()).parent_path().parent_path() / "multi_task" / "model";
}

/// Verdicts as classes, and the same sentences with verdicts and things as entities.
void writeData(const Cli& cli) {
    const char* things[] {"film", "story", "plot", "actor", "music"};
    const char* words[] {"good", "great", "fine", "fun", "warm", "bright", "bad", "poor", "dull", "slow", "cold", "weak"};
    std::string verdicts = "text,label\n", entities, general;
    for (int i = 0; i < 120; ++i) { // no two alike
        const std::string thing = things[i % 5], verdict = words[i / 5 % 12], very = i < 60 ? "" : "very ";
        verdicts += "the " + thing + " was " + very + verdict + "," + (i / 5 % 12 < 6 ? "kind" : "unkind") + "\n";
        entities += "the O\n" + thing + " B-thing\nwas O\n" + (i < 60 ? "" : "very O\n") + verdict + " B-verdict\n\n";
        general += "it is a " + very + thing + " of the " + things[i * 7 % 11 % 5] + " with " + verdict + " to it\n\n";
    }
    writeText(cli.folder / "reviews.csv", verdicts);
    writeText(cli.folder / "tweets.conll", entities);
    writeText(cli.folder / "general.txt", general);
}

std::vector<std::string> trainArguments(const Cli& cli, std::vector<std::string> more, const std::string& model = wordModel()) {
    std::vector<std::string> arguments {"train", "--model", model, "--data", cli.folder / "reviews.csv", "--task", "classification",
                                        "--more-data", cli.folder / "tweets.conll", "--more-task", "tokens", "--batch-size", "8",
                                        "--learning-rate", "0.01", "--warmup-ratio", "0", "--seed", "1", "--epochs", "6", "--pooling", "mean"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

}

TEST(MultiTask, FromTwoFilesToTwoModels) {
    Cli cli;
    writeData(cli);
    const auto finished = cli.json(trainArguments(cli, {"--general-data", cli.folder / "general.txt", "--events", cli.folder / "events.jsonl",
                                                        "--output", cli.folder / "model", "--more-weight", "0.5"}));
    EXPECT_EQ(finished["status"], "completed");
    const auto& metrics = finished["metrics"];
    EXPECT_GT(metrics["accuracy"].get<double>(), 0.9);
    EXPECT_GT(metrics["tweets.f1"].get<double>(), 0.9);
    for (const auto* key : {"loss", "tweets.loss", "tweets.f1.thing", "general.loss", "general.loss_before"}) EXPECT_TRUE(metrics.contains(key)) << key;

    std::map<std::string, int> steps, evaluations;
    double before = 0;
    for (const auto& event : parseLines(fileText(cli.folder / "events.jsonl"))) {
        if (event["event"] == "step") ++steps[event.value("task", "")];
        if (event["event"] != "evaluation") continue;
        ++evaluations[event["split"].get<std::string>() + " " + event.value("task", "")];
        if (event["split"] == "general" && event["step"] == 0) before = event["loss"];
    }
    EXPECT_EQ(steps, (std::map<std::string, int> {{"", 72}, {"tweets", 72}})) << "96 rows of each in batches of 8, six times";
    EXPECT_EQ(evaluations, (std::map<std::string, int> {{"general ", 7}, {"test ", 1}, {"test tweets", 1}, {"validation ", 6}, {"validation tweets", 6}}));
    EXPECT_EQ(before, metrics["general.loss_before"].get<double>());

    // Each is a model of its own.
    const std::string text = "the music was bad";
    EXPECT_EQ(cli.json({"predict", cli.folder / "model", "--text", text})["label"], "unkind");
    for (const std::string& model : {std::string(cli.folder / "model/tasks/tweets"), std::string("run:1/tweets")}) {
        const auto answer = cli.json({"predict", model, "--text", text});
        ASSERT_EQ(answer["entities"].size(), 2u) << model;
        EXPECT_EQ(answer["entities"][0]["word"], "music");
        EXPECT_EQ(answer["entities"][1]["entity_group"], "verdict");
    }
    const auto config = parseJson(fileText(cli.folder / "model/tasks/tweets/config.json"), "config").value();
    EXPECT_EQ(config["architectures"], Json({"BertForTokenClassification"}));
    EXPECT_EQ(cli.run({"predict", "run:1/others", "--text", text}).code, 4);
}

TEST(MultiTask, ARecipeSaysTheSameAsFlags) {
    Cli cli;
    writeData(cli);
    cli.run(trainArguments(cli, {"--task-sampling", "temperature", "--sampling-temperature", "3", "--task-weight", "2", "--more-weight", "0.5",
                                 "--general-data", "words.txt", "--save-recipe", cli.folder / "recipe.json", "--dry-run"}));
    const auto recipe = parseJson(fileText(cli.folder / "recipe.json"), "recipe").value();
    EXPECT_EQ(recipe["data"]["general"], "words.txt");
    const auto& several = recipe["multi_task"];
    EXPECT_EQ(several["sampling"], "temperature");
    EXPECT_EQ(several["temperature"], 3);
    EXPECT_EQ(several["weight"], 2);
    ASSERT_EQ(several["tasks"].size(), 1u);
    EXPECT_EQ(several["tasks"][0]["task"], "tokens");
    EXPECT_EQ(several["tasks"][0]["weight"], 0.5);
}

TEST(MultiTask, WhatCannotBeIsSaidBeforeTheRun) {
    Cli cli;
    writeData(cli);
    const auto refused = [&](std::vector<std::string> more, int status, const std::string& said, const std::string& model = wordModel()) {
        const auto finished = cli.run(trainArguments(cli, std::move(more), model));
        EXPECT_EQ(finished.code, status) << said;
        EXPECT_NE(finished.out.find(said), std::string::npos) << finished.out;
    };
    refused({"--more-data", "b", "--more-task", "causal-lm"}, 3, "multi_task.tasks[1].task");
    refused({"--task-sampling", "often"}, 3, "multi_task.sampling");
    refused({"--more-weight", "1", "--more-weight", "2"}, 2, "further tasks");
    // A model whose files have no head for words.
    refused({"--general-data", cli.folder / "general.txt"}, 3, "no head for words behind a mask", tinyModel());
    EXPECT_TRUE(cli.json({"runs", "list"}).empty());
}
