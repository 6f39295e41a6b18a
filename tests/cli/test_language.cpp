// SPDX-License-Identifier: GPL-3.0-or-later
// Language models from a file of texts to what they write.
#include "tests/cli/cli.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace espalier;
using namespace espalier::test;

namespace {

std::string writer(const char* name) {
    return std::string(ESPALIER_FIXTURES) + "/gguf/" + name;
}

std::string paragraphs(int count) {
    std::string text;
    for (int i = 0; i < count; ++i)
        text += std::string("The ") + (i % 2 ? "rain" : "wind") + " came from the " + (i % 3 ? "west" : "east")
            + ",\nand stayed for " + std::to_string(i + 2) + " days.\n\n";
    return text;
}

std::vector<std::string> trainArguments(const Cli& cli, const std::string& model, const std::string& data,
                                        std::vector<std::string> more = {}) {
    std::vector<std::string> arguments {
        "train",           "--model", model,          "--data", cli.folder / data, "--epochs", "4", "--batch-size", "4",
        "--learning-rate", "0.005",   "--max-length", "24",     "--seed",          "1"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

}

TEST(Language, FromATextFileToWriting) {
    Cli cli;
    writeText(cli.folder / "weather.txt", paragraphs(60));
    const auto imported = cli.json({"data", "import", cli.folder / "weather.txt", "--name", "weather"});
    EXPECT_EQ(imported["rows"], 60);
    EXPECT_EQ(imported["task"], "causal-lm");
    const auto finished = cli.json(
        trainArguments(cli, writer("gpt2.gguf"), "weather.txt",
                       {"--prompt", "The wind", "--events", cli.folder / "events", "--output", cli.folder / "model"}));
    EXPECT_EQ(finished["status"], "completed");
    EXPECT_NEAR(finished["metrics"]["perplexity"].get<double>(), std::exp(finished["metrics"]["loss"].get<double>()),
                1e-6);
    std::vector<Json> samples, evaluations;
    for (const auto& event : parseLines(fileText(cli.folder / "events"))) {
        if (event["event"] == "sample") samples.push_back(event);
        if (event["event"] == "evaluation" && event["split"] == "validation") evaluations.push_back(event);
    }
    ASSERT_EQ(samples.size(), 2u);
    EXPECT_EQ(samples[0]["step"], 0);
    EXPECT_EQ(samples[1]["prompt"], "The wind");
    EXPECT_NE(samples[0]["text"], samples[1]["text"]);
    EXPECT_LT(evaluations.back()["loss"], evaluations.front()["loss"]);
    EXPECT_EQ(parseJson(fileText(cli.folder / "model/espalier.json"), "recipe").value()["recipe"]["prompts"],
              Json({"The wind"}));

    EXPECT_EQ(
        cli.json({"generate", "run:1", "--prompt", "The wind", "--max-new-tokens", "5", "--greedy"})["new_tokens"], 5);
    const auto evaluation = cli.json({"eval", cli.folder / "model", "--data", "weather"});
    EXPECT_GT(evaluation["samples"], 0);
    EXPECT_TRUE(evaluation["metrics"].contains("perplexity"));
    const auto refused = cli.run({"predict", "run:1", "--text", "The wind"});
    EXPECT_EQ(refused.code, 3);
    EXPECT_NE(refused.out.find("espalier generate"), std::string::npos) << refused.out;
    const auto shown = cli.json({"runs", "show", "1"});
    EXPECT_EQ(shown["status"], "completed");
}

TEST(Language, PromptsWithCompletionsOfADatasetByLora) {
    Cli cli;
    std::string rows;
    for (int i = 0; i < 40; ++i)
        rows += Json({{"prompt", "Where is number " + std::to_string(i) + "?"},
                      {"completion", i % 2 ? "It is at home." : "It is at sea."}})
                    .dump()
            + "\n";
    writeText(cli.folder / "pairs.jsonl", rows);
    EXPECT_EQ(cli.json({"data", "import", cli.folder / "pairs.jsonl", "--name", "pairs"})["task"], "causal-lm");
    auto arguments = trainArguments(cli, writer("llama"), "pairs.jsonl", {"--strategy", "lora", "--split", "0.8,0.2"});
    EXPECT_EQ(cli.json(arguments)["status"], "completed"); // the file itself, its columns guessed
    arguments[4] = "pairs";
    EXPECT_EQ(cli.json(arguments)["status"], "completed");
}

TEST(Language, ABertFillsInAndATaskNeedsItsModel) {
    Cli cli;
    std::string lines;
    for (int i = 0; i < 20; ++i)
        lines += std::string("the film was ") + (i % 2 ? "great" : "dull") + " for " + std::to_string(i) + " weeks\n";
    writeText(cli.folder / "lines.txt", lines);
    const auto finished
        = cli.json(trainArguments(cli, tinyModel(), "lines.txt", {"--task", "masked-lm", "--split", "0.6,0.4"}));
    EXPECT_EQ(finished["status"], "completed");
    EXPECT_TRUE(finished["metrics"].contains("perplexity"));
    const auto refused = cli.run(trainArguments(cli, tinyModel(), "lines.txt", {"--task", "causal-lm"}));
    EXPECT_EQ(refused.code, 3);
    EXPECT_NE(refused.out.find("can't be tuned for causal-lm"), std::string::npos) << refused.out;
    EXPECT_EQ(cli.run(trainArguments(cli, writer("gpt2"), "lines.txt", {"--strategy", "frozen"})).code, 3);
}
