// SPDX-License-Identifier: GPL-3.0-or-later
// Names and fields that others rely on (docs/cli.md).
#include "tests/cli/cli.h"

#include <gtest/gtest.h>

using namespace espalier;
using namespace espalier::test;

namespace {

void expectKeys(const Json& json, std::initializer_list<const char*> keys) {
    for (const auto* key : keys) EXPECT_TRUE(json.contains(key)) << key << " is missing in " << json.dump();
}

}

TEST(Contract, doctorIsWell) {
    Cli cli;
    const auto report = cli.json({"doctor"});
    EXPECT_EQ(report["ok"], true) << report.dump(2);
    expectKeys(report, {"version", "device", "cores", "memory_bytes", "torch", "kernels", "workspace", "checks"});
}

TEST(Contract, globalOptionsStandBeforeAndAfterTheVerb) {
    Cli cli;
    const auto finished = test::run({ESPALIER_PROGRAM, "runs", "list", "--json", "--workspace", cli.folder / "workspace"});
    EXPECT_EQ(finished.code, 0) << finished.err;
    EXPECT_EQ(finished.out, "[]\n");
    const auto version = test::run({ESPALIER_PROGRAM, "--version"});
    EXPECT_EQ(version.code, 0);
    EXPECT_EQ(version.out.rfind("espalier ", 0), 0u);
}

TEST(Contract, modelsShowNamesTheSizes) {
    Cli cli;
    const auto model = cli.json({"models", "show", tinyModel()});
    EXPECT_EQ(model["family"], "bert");
    EXPECT_EQ(model["hidden_size"], 32);
    EXPECT_EQ(model["layers"], 2);
    EXPECT_EQ(model["heads"], 2);
    EXPECT_EQ(model["max_positions"], 64);
    EXPECT_EQ(model["tokenizer"], "wordpiece");
    expectKeys(model, {"parameters", "vocabulary", "licence", "disk_bytes"});
    EXPECT_TRUE(cli.json({"models", "list"}).is_array());
}

TEST(Contract, tokenizeGivesOneObjectALine) {
    Cli cli;
    const auto lines = cli.lines({"tokenize", tinyModel(), "--file", "-"}, "the film was great\r\n\nwarm cast");
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_EQ(lines[0]["tokens"], Json({"[CLS]", "the", "film", "was", "great", "[SEP]"}));
    EXPECT_EQ(lines[0]["offsets"][1], Json({0, 3}));
    EXPECT_EQ(lines[1]["tokens"], Json({"[CLS]", "[SEP]"}));
    EXPECT_EQ(lines[2]["type_ids"].size(), lines[2]["ids"].size());
    const auto pair = cli.json({"tokenize", tinyModel(), "--text", "the film", "--pair", "the cast"});
    EXPECT_EQ(pair["type_ids"], Json({0, 0, 0, 0, 1, 1, 1}));
    const auto cut = cli.json({"tokenize", tinyModel(), "--text", "the film was great", "--max-length", "4"});
    EXPECT_EQ(cut["tokens"], Json({"[CLS]", "the", "film", "[SEP]"}));
    const auto bare = cli.json({"tokenize", tinyModel(), "--text", "the film", "--no-special-tokens"});
    EXPECT_EQ(bare["tokens"], Json({"the", "film"}));
    const auto count = cli.json({"tokenize", tinyModel(), "--file", tinyReviews(), "--count"});
    EXPECT_EQ(count["lines"], 241);
    expectKeys(count, {"tokens", "bytes", "seconds"});
}

TEST(Contract, forwardWritesTransformersFields) {
    Cli cli;
    const auto output = cli.folder / "out.safetensors";
    const auto result = cli.json({"forward", tinyModel(), "--text", "the film", "--output", output});
    EXPECT_EQ(result["tensors"]["last_hidden_state.0"], Json({1, 4, 32}));
    EXPECT_EQ(result["tensors"]["pooler_output.0"], Json({1, 32}));
    EXPECT_GT(fileText(output).size(), 5u * 32u * 4u);
    const auto ids = cli.json({"forward", tinyModel(), "--ids", "2,100,3", "--output", output});
    EXPECT_EQ(ids["tensors"]["last_hidden_state.0"], Json({1, 3, 32}));
}

TEST(Contract, dataIsImportedCheckedCleanedSplitAndExported) {
    Cli cli;
    writeText(cli.folder / "texts.csv", "text,label\nfine film,good\n,bad\nfine film,good\ndull film,bad\none,two,three\ncold cast,bad\nwarm cast,good\n");
    const auto imported = cli.json({"data", "import", cli.folder / "texts.csv", "--name", "texts"});
    EXPECT_EQ(imported["rows"], 6);
    ASSERT_EQ(imported["bad_lines"].size(), 1u);
    EXPECT_EQ(imported["bad_lines"][0]["line"], 6);
    const auto findings = cli.json({"data", "check", "texts"})["findings"];
    EXPECT_GE(findings.size(), 2u);
    const auto cleaned = cli.json({"data", "clean", "texts", "--fix", "empty_text", "--fix", "duplicate"});
    EXPECT_EQ(cleaned["rows"], 4);
    EXPECT_EQ(cli.json({"data", "clean", "texts", "--undo"})["rows"], 5);
    EXPECT_EQ(cli.json({"data", "import", tinyReviews(), "--name", "reviews"})["rows"], 240);
    const auto split = cli.json({"data", "split", "reviews", "--shares", "0.5,0.25,0.25", "--seed", "3"});
    EXPECT_EQ(split["splits"]["train"].get<int>() + split["splits"]["validation"].get<int>() + split["splits"]["test"].get<int>(), 240);
    const auto shown = cli.json({"data", "show", "reviews", "--model", tinyModel()});
    EXPECT_EQ(shown["lengths"]["unit"], "tokens");
    cli.json({"data", "export", "reviews", "--output", cli.folder / "reviews.jsonl"});
    EXPECT_EQ(parseLines(fileText(cli.folder / "reviews.jsonl")).size(), 240u);
    EXPECT_EQ(cli.json({"data", "list"}).size(), 2u);
}

TEST(Contract, aRunFromTrainingToPrediction) {
    Cli cli;
    const auto finished = cli.json(cli.trainArguments({"--output", cli.folder / "model", "--events", cli.folder / "events.jsonl"}));
    EXPECT_EQ(finished["event"], "finished");
    EXPECT_EQ(finished["status"], "completed");
    expectKeys(finished, {"run", "train_seconds", "samples_per_second", "eval_samples_per_second", "best_step", "metrics", "output"});
    EXPECT_GT(finished["metrics"]["accuracy"].get<double>(), 0.9) << "templates of good and bad words are easy";

    const auto events = parseLines(fileText(cli.folder / "events.jsonl"));
    ASSERT_GT(events.size(), 10u);
    EXPECT_EQ(events.front()["event"], "run_started");
    expectKeys(events.front(), {"run", "model", "strategy", "parameters", "trainable_parameters", "steps", "device"});
    EXPECT_EQ(events.back()["event"], "finished");
    std::int64_t steps = 0;
    for (const auto& event : events) {
        if (event["event"] != "step") continue;
        ++steps;
        expectKeys(event, {"step", "epoch", "loss", "learning_rates", "grad_norm", "samples_per_second", "tokens_per_second", "eta_seconds", "memory_bytes"});
    }
    EXPECT_EQ(steps, events.front()["steps"]);

    const auto prediction = cli.json({"predict", "run:1", "--text", "a lovely film"});
    EXPECT_EQ(prediction["label"], "positive");
    expectKeys(prediction, {"text", "score", "scores"});
    EXPECT_EQ(cli.lines({"predict", cli.folder / "model", "-"}, "dull plot\n\nwarm cast\n").size(), 3u);
    const auto evaluation = cli.json({"eval", "run:1", "--data", tinyReviews()});
    EXPECT_EQ(evaluation["samples"], 240);
    expectKeys(evaluation["metrics"], {"accuracy", "f1_macro", "loss"});

    const auto runs = cli.json({"runs", "list"});
    ASSERT_EQ(runs.size(), 1u);
    EXPECT_EQ(runs[0]["status"], "completed");
    expectKeys(runs[0], {"run", "model", "strategy", "metrics"});
}

TEST(Contract, aRecipeIsWhatItsFlagsStandFor) {
    Cli cli;
    const auto recipe = cli.folder / "recipe.json";
    const auto first = cli.json(cli.trainArguments({"--epochs", "1", "--seed", "5", "--save-recipe", recipe}));
    const auto second = cli.json({"train", recipe});
    EXPECT_EQ(first["metrics"], second["metrics"]);
    const auto comparison = cli.json({"runs", "compare", "1", "2"});
    EXPECT_TRUE(comparison["differences"].empty()) << comparison["differences"].dump();
    EXPECT_EQ(comparison["paired"][0]["p_value"], 1.0);
}

TEST(Contract, frozenAndDiscriminativeTrainToo) {
    Cli cli;
    const auto frozen = cli.json(cli.trainArguments({"--strategy", "frozen", "--pooling", "mean", "--learning-rate", "0.02"}));
    EXPECT_EQ(frozen["status"], "completed");
    const auto rates = cli.json(cli.trainArguments({"--strategy", "discriminative", "--set", "strategy.decay=0.9"}));
    EXPECT_EQ(rates["status"], "completed");
    const auto runs = cli.json({"runs", "list"});
    EXPECT_LT(runs[0]["trainable_parameters"], 100);
    EXPECT_EQ(runs[1]["trainable_parameters"], runs[1]["parameters"]);
}

TEST(Contract, everyStrategyTrainsAndItsFolderAnswersAsItDid) {
    Cli cli;
    for (const std::string kind : {"top-layers", "gradual", "lora", "ia3", "bitfit", "adapter", "prompt", "prefix", "scratch"}) {
        SCOPED_TRACE(kind);
        const auto folder = cli.folder / kind;
        const auto finished = cli.json(cli.trainArguments({"--strategy", kind, "--epochs", "1", "--test-data", tinyReviews(), "--output", folder}));
        EXPECT_EQ(finished["status"], "completed");
        const auto evaluation = cli.json({"eval", folder, "--data", tinyReviews()});
        EXPECT_NEAR(evaluation["metrics"]["loss"].get<double>(), finished["metrics"]["loss"].get<double>(), 1e-4);
    }
}

TEST(Contract, loraTakesTextsAndLeavesAnAdapter) {
    Cli cli;
    const auto finished = cli.json(cli.trainArguments({"--strategy", "lora", "--set", "strategy.targets=query,key", "--set", "strategy.rank=2",
                                                       "--epochs", "1", "--output", cli.folder / "model"}));
    EXPECT_EQ(finished["status"], "completed");
    const auto config = parseJson(fileText(cli.folder / "model/adapter/adapter_config.json"), "adapter").value();
    EXPECT_EQ(config["r"], 2);
    EXPECT_EQ(config["target_modules"].size(), 2u);
    // Two layers, two targets, A and B of rank 2 and width 32, and the head.
    EXPECT_EQ(cli.json({"runs", "list"})[0]["trainable_parameters"], 2 * 2 * 2 * 2 * 32 + 32 * 2 + 2);
}
