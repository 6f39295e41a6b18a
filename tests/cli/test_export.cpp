// SPDX-License-Identifier: GPL-3.0-or-later
// Exports, each loaded again by the program itself before it counts.
#include "tests/cli/cli.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

using namespace espalier;
using namespace espalier::test;

namespace {

namespace fs = std::filesystem;

std::string fixture(const std::string& name) { return std::string(ESPALIER_FIXTURES) + "/" + name; }

std::vector<std::string> namesOf(const Json& report) {
    std::vector<std::string> names;
    for (const auto& file : report["files"]) {
        EXPECT_TRUE(fs::exists(file.get<std::string>())) << file;
        names.push_back(fs::path(file.get<std::string>()).filename().string());
    }
    return names;
}

bool holds(const std::vector<std::string>& names, const std::string& name) { return std::find(names.begin(), names.end(), name) != names.end(); }

void expectNear(const Json& report) {
    EXPECT_GT(report["compared"]["texts"].get<int>(), 10);
    EXPECT_LE(report["compared"]["difference"].get<double>(), report["compared"]["tolerance"].get<double>());
}

/// Exit code, and that nothing of the export is left.
void expectRefused(const Cli& cli, std::vector<std::string> arguments, int code, const std::string& message) {
    const auto output = cli.folder / "refused";
    arguments.insert(arguments.end(), {"--output", output});
    const auto finished = cli.run(arguments);
    EXPECT_EQ(finished.code, code) << finished.err;
    EXPECT_NE(finished.err.find(message), std::string::npos) << finished.err;
    EXPECT_FALSE(fs::exists(output));
    EXPECT_FALSE(fs::exists(output + ".tmp"));
}

std::string answers(const Cli& cli, const std::string& model) {
    return cli.run({"predict", model, "--file", "-"}, "the film was great\nthe cast was dull\nwarm").out;
}

}

TEST(Export, aModelWithAVocabTxtGetsATokenizerJson) {
    Cli cli;
    const auto report = cli.json({"export", tinyModel(), "--format", "hf", "--output", cli.folder / "out"});
    const auto names = namesOf(report);
    for (const char* name : {"config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "README.md"}) EXPECT_TRUE(holds(names, name)) << name;
    expectNear(report);
    fs::remove(cli.folder / "out/vocab.txt");
    const auto ours = cli.lines({"tokenize", cli.folder / "out", "--text", "The film was GREAT!"}), theirs = cli.lines({"tokenize", tinyModel(), "--text", "The film was GREAT!"});
    EXPECT_EQ(ours, theirs);
}

TEST(Export, aRunWithLoraGoesOutMergedAndAsAnAdapter) {
    Cli cli;
    cli.json(cli.trainArguments({"--strategy", "lora", "--epochs", "1"}));
    const auto adapter = cli.json({"export", "run:1", "--format", "peft", "--output", cli.folder / "adapter"});
    const auto names = namesOf(adapter);
    EXPECT_TRUE(holds(names, "adapter_config.json"));
    EXPECT_TRUE(holds(names, "adapter_model.safetensors"));
    EXPECT_FALSE(holds(names, "model.safetensors"));
    expectNear(adapter);
    const auto merged = cli.json({"export", cli.folder / "adapter", "--format", "merged", "--output", cli.folder / "merged"});
    EXPECT_FALSE(holds(namesOf(merged), "adapter_config.json"));
    expectNear(merged);
    const auto whole = cli.json({"export", "run:1", "--format", "hf", "--output", cli.folder / "whole"});
    EXPECT_TRUE(holds(namesOf(whole), "espalier.json"));
    EXPECT_EQ(answers(cli, cli.folder / "whole"), answers(cli, "run:1"));
    EXPECT_EQ(cli.json({"models", "show", cli.folder / "adapter"})["family"], "bert");
    fs::create_directories(cli.folder / "mine");
    writeText(cli.folder / "mine/thesis.txt", "years of work");
    EXPECT_EQ(cli.run({"export", "run:1", "--format", "hf", "--output", cli.folder / "mine"}).code, 3);
    EXPECT_TRUE(fs::exists(cli.folder / "mine/thesis.txt"));
    // An earlier export is replaced, unless somebody put something of their own into it.
    cli.json({"export", "run:1", "--format", "peft", "--output", cli.folder / "merged"});
    writeText(cli.folder / "merged/thesis.txt", "years of work");
    EXPECT_EQ(cli.run({"export", "run:1", "--format", "peft", "--output", cli.folder / "merged"}).code, 3);
    EXPECT_TRUE(fs::exists(cli.folder / "merged/thesis.txt"));
}

TEST(Export, languageModelsBecomeGgufs) {
    Cli cli;
    for (const auto& [model, type] : {std::pair {"gguf/llama.gguf", "q8_0"}, std::pair {"gguf/gpt2.gguf", "f16"}}) {
        const auto report = cli.json({"export", fixture(model), "--format", "gguf", "--type", type, "--output", cli.folder / type});
        EXPECT_TRUE(fs::path(report["files"][0].get<std::string>()).extension() == ".gguf") << report;
        expectNear(report);
    }
    // By way of a folder with a tokenizer of its own.
    const auto report = cli.json({"export", fixture("gguf/llama.gguf"), "--format", "hf", "--output", cli.folder / "folder"});
    EXPECT_TRUE(holds(namesOf(report), "tokenizer.json"));
    EXPECT_TRUE(holds(namesOf(report), "generation_config.json"));
    expectNear(report);
    expectNear(cli.json({"export", cli.folder / "folder", "--format", "gguf", "--type", "f32", "--output", cli.folder / "again"}));
}

TEST(Export, saysWhatCantBe) {
    Cli cli;
    expectRefused(cli, {"export", tinyModel(), "--format", "gguf"}, 3, "can't be written as a GGUF");
    expectRefused(cli, {"export", tinyModel(), "--format", "peft"}, 3, "has no adapter");
    expectRefused(cli, {"export", tinyModel(), "--format", "onnx"}, 2, "no format onnx");
    expectRefused(cli, {"export", tinyModel(), "--format", "hf", "--type", "q8_0"}, 2, "--type");
    expectRefused(cli, {"export", "run:7", "--format", "hf"}, 4, "7");
    cli.json(cli.trainArguments({"--strategy", "prompt", "--epochs", "1"}));
    expectRefused(cli, {"export", "run:1", "--format", "hf"}, 3, "--format peft");
    expectNear(cli.json({"export", "run:1", "--format", "peft", "--output", cli.folder / "prompt"}));
}

TEST(Export, whatGivesSomethingElseIsNotKept) {
    Cli cli;
    // A head that reads the mean: PEFT's adapter has no place for that, so read again it would answer by the first token.
    cli.json(cli.trainArguments({"--strategy", "lora", "--pooling", "mean", "--epochs", "1"}));
    expectRefused(cli, {"export", "run:1", "--format", "peft"}, 1, "does not give what the model gives");
}
