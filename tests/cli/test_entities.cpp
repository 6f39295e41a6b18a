// SPDX-License-Identifier: GPL-3.0-or-later
// Entities from a file to an answer.
#include "tests/cli/cli.h"

#include <gtest/gtest.h>

using namespace espalier;
using namespace espalier::test;

namespace {

/// Sentences of the tiny model's words: what follows "the" is a thing, and "great" and "dull" are verdicts.
std::string sentences(int count) {
    const char* things[] {"film", "story", "cast", "plot", "music"};
    std::string text;
    for (int i = 0; i < count; ++i)
        text += std::string("the O\n") + things[i % 5] + " B-thing\n" + (i % 3 ? "script I-thing\n" : "") + "was O\n" + (i % 2 ? "great" : "dull")
            + " B-verdict\n. O\n\n";
    return text;
}

std::vector<std::string> trainArguments(const Cli& cli, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments {"train", "--model", tinyModel(), "--data", cli.folder / "ner.conll", "--epochs", "8", "--batch-size", "8",
                                        "--learning-rate", "0.01", "--warmup-ratio", "0", "--seed", "1"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

}

TEST(Entities, AreImportedWithTheirTypes) {
    Cli cli;
    writeText(cli.folder / "ner.conll", sentences(30) + "film\nthe O\n\nthe O\nfilm I-thing\n");
    const auto imported = cli.json({"data", "import", cli.folder / "ner.conll", "--name", "ner"});
    EXPECT_EQ(imported["task"], "tokens");
    EXPECT_EQ(imported["rows"], 31);
    EXPECT_EQ(imported["labels"], Json({{"thing", 31}, {"verdict", 30}}));
    ASSERT_EQ(imported["bad_lines"].size(), 1u);
    bool broken = false;
    const auto checked = cli.json({"data", "check", "ner"});
    for (const auto& finding : checked["findings"]) broken |= finding["kind"] == "broken_tags" && finding["rows"] == 1;
    EXPECT_TRUE(broken);
    const auto split = cli.json({"data", "split", "ner", "--shares", "0.5,0.2,0.3"});
    EXPECT_EQ(split["splits"]["test"], 9);
    cli.json({"data", "export", "ner", "--output", cli.folder / "ner.jsonl"});
    EXPECT_EQ(cli.json({"data", "import", cli.folder / "ner.jsonl", "--name", "again"})["labels"], imported["labels"]);
}

TEST(Entities, FromTrainingToPrediction) {
    Cli cli;
    writeText(cli.folder / "ner.conll", sentences(120));
    const auto finished = cli.json(trainArguments(cli, {"--task", "tokens", "--output", cli.folder / "model"}));
    EXPECT_EQ(finished["status"], "completed");
    EXPECT_GT(finished["metrics"]["f1"].get<double>(), 0.9) << "every word has its place";
    for (const auto* key : {"precision", "recall", "accuracy", "loss", "f1.thing", "precision.verdict", "recall.verdict"})
        EXPECT_TRUE(finished["metrics"].contains(key)) << key;
    const auto recipe = parseJson(fileText(cli.folder / "model/espalier.json"), "recipe").value()["recipe"];
    EXPECT_EQ(recipe["training"]["early_stopping_metric"], "f1");

    const auto answer = cli.json({"predict", "run:1", "--text", "the film script was dull."});
    ASSERT_EQ(answer["entities"].size(), 2u) << answer.dump();
    EXPECT_EQ(answer["entities"][0]["entity_group"], "thing");
    EXPECT_EQ(answer["entities"][0]["word"], "film script");
    EXPECT_EQ(answer["entities"][0]["start"], 4);
    EXPECT_EQ(answer["entities"][0]["end"], 15);
    EXPECT_EQ(answer["entities"][1]["word"], "dull");
    const auto tokens = cli.lines({"predict", cli.folder / "model", "--aggregation", "none", "-"}, "the film script\n\n");
    ASSERT_EQ(tokens.size(), 2u);
    ASSERT_EQ(tokens[0]["entities"].size(), 2u);
    EXPECT_EQ(tokens[0]["entities"][1]["entity"], "I-thing");
    EXPECT_EQ(tokens[0]["entities"][1]["index"], 3);
    EXPECT_TRUE(tokens[1]["entities"].empty());

    const auto evaluation = cli.json({"eval", "run:1", "--data", cli.folder / "ner.conll"});
    EXPECT_EQ(evaluation["samples"], 120);
    EXPECT_GT(evaluation["metrics"]["f1"].get<double>(), 0.9);
}

TEST(Entities, FrozenFeaturesAndAnImportedDataset) {
    Cli cli;
    writeText(cli.folder / "ner.conll", sentences(60));
    cli.json({"data", "import", cli.folder / "ner.conll", "--name", "ner"});
    const auto finished = cli.json(trainArguments(cli, {"--data", "ner", "--strategy", "frozen", "--learning-rate", "0.05"}));
    EXPECT_EQ(finished["status"], "completed");
    EXPECT_TRUE(finished["metrics"].contains("f1")) << "the dataset says what it is for";
    EXPECT_LT(cli.json({"runs", "list"})[0]["trainable_parameters"], 32 * 5 + 6);
}

TEST(Entities, SpansOfJsonLines) {
    Cli cli;
    std::string lines;
    for (int i = 0; i < 40; ++i) // numbered, since the same text would always be in one part
        lines += i % 2 ? R"({"text":"the film was great, really )" + std::to_string(i) + R"(","entities":[{"start":4,"end":8,"label":"thing"}]})" "\n"
                       : R"({"text":"what a plot! )" + std::to_string(i) + R"(","entities":[{"start":7,"end":11,"label":"thing"}]})" "\n";
    writeText(cli.folder / "spans.jsonl", lines + R"({"text":"short","entities":[{"start":0,"end":9,"label":"thing"}]})" "\n");
    const auto finished = cli.json({"train", "--model", tinyModel(), "--data", cli.folder / "spans.jsonl", "--epochs", "6", "--learning-rate", "0.01",
                                    "--warmup-ratio", "0"});
    EXPECT_GT(finished["metrics"]["f1"].get<double>(), 0.9);
}

TEST(Entities, WhatCantBeTrainedSaysWhy) {
    Cli cli;
    writeText(cli.folder / "none.conll", "the O\nfilm O\n\nwas O\n");
    const auto failed = cli.run({"train", "--model", tinyModel(), "--data", cli.folder / "none.conll", "--task", "tokens"});
    EXPECT_EQ(failed.code, 3);
    EXPECT_NE(failed.err.find("no sentence has an entity"), std::string::npos) << failed.err;
    EXPECT_EQ(cli.run({"predict", tinyModel(), "--text", "x", "--aggregation", "most"}).code, 2);
}
