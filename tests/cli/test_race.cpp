// SPDX-License-Identifier: GPL-3.0-or-later
// Several runs at once: races and the queue (docs/cli.md).
#include "tests/cli/cli.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

using namespace espalier;
using namespace espalier::test;

namespace {

std::vector<std::string> raceArguments(const Cli& cli, std::vector<std::string> more) {
    auto arguments = cli.trainArguments();
    arguments[0] = "race";
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

std::vector<std::string> queueArguments(const Cli& cli, std::vector<std::string> more = {}) {
    auto arguments = cli.trainArguments(std::move(more));
    arguments[0] = "add";
    arguments.insert(arguments.begin(), "queue");
    return arguments;
}

}

TEST(Race, OneBudgetOfStepsEndsInATable) {
    Cli cli;
    const auto table = cli.json(raceArguments(cli, {"--strategies", "full,frozen,lora", "--budget-steps", "18"}));
    EXPECT_EQ(table["event"], "race");
    EXPECT_EQ(table["group"], "race-1");
    EXPECT_EQ(table["metric"], "accuracy");
    EXPECT_EQ(table["budget_steps"], 18);
    ASSERT_EQ(table["entries"].size(), 3u);
    std::set<std::int64_t> sizes;
    for (const auto& entry : table["entries"]) {
        SCOPED_TRACE(entry.dump());
        EXPECT_EQ(entry["status"], "completed");
        EXPECT_EQ(entry["steps"], 18);
        EXPECT_GT(entry["score"].get<double>(), 0);
        EXPECT_GT(entry["train_seconds"].get<double>(), 0);
        EXPECT_GT(entry["file_bytes"].get<std::int64_t>(), 0);
        EXPECT_GE(entry["peak_memory_bytes"].get<std::int64_t>(), 0);
        sizes.insert(entry["trainable_parameters"].get<std::int64_t>());
    }
    EXPECT_EQ(sizes.size(), 3u) << "each trains another number of weights";
    EXPECT_LT(table["entries"][2]["file_bytes"], table["entries"][0]["file_bytes"]) << "LoRA keeps an adapter alone";
    const auto runs = cli.json({"runs", "list"});
    ASSERT_EQ(runs.size(), 3u);
    for (const auto& run : runs) EXPECT_EQ(run["group"], "race-1");
    EXPECT_EQ(cli.json({"race", "--group", "race-1"})["entries"], table["entries"]);
}

TEST(Race, EventsAreTaggedWithTheRun) {
    Cli cli;
    const auto lines = cli.lines(raceArguments(cli, {"--strategies", "frozen,bitfit", "--budget-steps", "6", "--events", "-"}));
    ASSERT_GT(lines.size(), 10u);
    EXPECT_EQ(lines.back()["event"], "race");
    std::set<std::string> seen;
    for (const auto& line : lines) {
        if (line["event"] == "race") continue;
        seen.insert(line["strategy"].get<std::string>() + std::to_string(line["run"].get<std::int64_t>()));
        EXPECT_EQ(line["group"], "race-1");
        if (line["event"] == "step") {
            EXPECT_GE(line["seconds"].get<double>(), 0);
        }
    }
    EXPECT_EQ(seen, (std::set<std::string> {"frozen1", "bitfit2"}));
}

TEST(Race, ABudgetOfSecondsEndsEachInTime) {
    Cli cli;
    const auto table = cli.json(raceArguments(cli, {"--strategies", "bitfit,lora", "--budget-seconds", "0.5"}));
    ASSERT_EQ(table["entries"].size(), 2u);
    for (const auto& entry : table["entries"]) {
        EXPECT_EQ(entry["status"], "completed") << entry.dump();
        EXPECT_GT(entry["steps"].get<std::int64_t>(), 0);
    }
}

TEST(Race, OneThatFailsDoesNotStopTheOthers) {
    Cli cli;
    const auto table = cli.json(raceArguments(cli, {"--strategies", "prompt,frozen", "--budget-steps", "4", "--strategy", "prompt", "--set", "strategy.tokens=64"}));
    ASSERT_EQ(table["entries"].size(), 2u);
    EXPECT_EQ(table["entries"][1]["strategy"], "frozen");
    EXPECT_EQ(table["entries"][1]["status"], "completed");
    EXPECT_EQ(table["entries"][0]["status"], "failed") << "so many vectors leave no room for a text of this model";
    EXPECT_FALSE(table["entries"][0]["error"].get<std::string>().empty());
}

TEST(Race, WhatCanBeNoRaceIsRefused) {
    Cli cli;
    EXPECT_EQ(cli.run(raceArguments(cli, {"--strategies", "full", "--budget-steps", "4"})).code, 2);
    EXPECT_EQ(cli.run(raceArguments(cli, {"--strategies", "full,full", "--budget-steps", "4"})).code, 2);
    EXPECT_EQ(cli.run(raceArguments(cli, {"--strategies", "full,lora"})).code, 2) << "no budget";
    EXPECT_EQ(cli.run(raceArguments(cli, {"--strategies", "full,lore", "--budget-steps", "4"})).code, 3);
    EXPECT_EQ(cli.run({"race", "--group", "race-7"}).code, 4);
}

TEST(Queue, RunsAreMadeInTheirOrderAndAFailureStopsNone) {
    Cli cli;
    const auto gone = cli.folder / "gone.csv";
    writeText(gone, "text,label\na,x\nb,y\n");
    EXPECT_EQ(cli.json(queueArguments(cli, {"--epochs", "1", "--name", "first"}))["item"], 1);
    EXPECT_EQ(cli.json(queueArguments(cli, {"--epochs", "1", "--name", "second", "--data", gone}))["item"], 2);
    EXPECT_EQ(cli.json(queueArguments(cli, {"--epochs", "1", "--name", "third"}))["item"], 3);
    cli.json({"queue", "move", "3", "-5"});
    std::filesystem::remove(gone);
    const auto waiting = cli.json({"queue", "list"});
    ASSERT_EQ(waiting.size(), 3u);
    EXPECT_EQ(waiting[0]["recipe"]["name"], "third");
    EXPECT_EQ(waiting[2]["status"], "waiting");

    const auto finished = cli.run({"queue", "run"});
    EXPECT_EQ(finished.code, 1) << "one of them failed";
    const auto results = parseLines(finished.out).at(0)["runs"];
    ASSERT_EQ(results.size(), 3u) << finished.out;
    EXPECT_EQ(results[0]["status"], "completed");
    EXPECT_EQ(results[1]["status"], "completed");
    EXPECT_EQ(results[2]["status"], "failed");
    const auto runs = cli.json({"runs", "list"});
    ASSERT_EQ(runs.size(), 2u);
    EXPECT_EQ(runs[0]["name"], "third");
    EXPECT_EQ(runs[1]["name"], "first");
    const auto left = cli.json({"queue", "list"});
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left[0]["status"], "failed");
    EXPECT_NE(left[0]["error"].get<std::string>().find("gone.csv"), std::string::npos);
    EXPECT_EQ(cli.json({"queue", "remove", "2"})["removed"], 2);
    EXPECT_EQ(cli.run({"queue", "remove", "2"}).code, 4);
    EXPECT_EQ(cli.json({"queue", "run"})["runs"].size(), 0u);
}
