// SPDX-License-Identifier: GPL-3.0-or-later
// Bad input: one line that says what, where and what to do; the exit code of its kind; nothing crashes.
#include "tests/cli/cli.h"

#include <gtest/gtest.h>

using namespace espalier;
using namespace espalier::test;

namespace {

/// Expects the exit code, an error object on standard output and one line on standard error.
void expectError(const Cli& cli, std::vector<std::string> arguments, int code, const std::string& kind, const std::string& part) {
    const auto finished = cli.run(std::move(arguments));
    EXPECT_EQ(finished.code, code) << finished.out << finished.err;
    const auto json = parseJson(finished.out, "standard output");
    ASSERT_TRUE(json) << finished.out << finished.err;
    ASSERT_TRUE(json->contains("error")) << finished.out;
    const auto& error = (*json)["error"];
    EXPECT_EQ(error["kind"], kind) << error.dump();
    const auto all = error.dump();
    EXPECT_NE(all.find(part), std::string::npos) << "“" << part << "” is not in " << all;
    EXPECT_EQ(finished.err.rfind("espalier: ", 0), 0u) << finished.err;
    EXPECT_EQ(std::count(finished.err.begin(), finished.err.end(), '\n'), 1) << finished.err;
    EXPECT_EQ(finished.err.find("Exception raised from"), std::string::npos) << finished.err;
}

std::string brokenModel(const Cli& cli, const std::string& name) {
    const auto folder = cli.folder / name;
    std::filesystem::copy(tinyModel(), folder);
    return folder;
}

}

TEST(Errors, wrongUse) {
    Cli cli;
    expectError(cli, {}, 2, "usage", "subcommand");
    expectError(cli, {"fly"}, 2, "usage", "");
    expectError(cli, {"train"}, 2, "usage", "--model");
    expectError(cli, {"train", "--model", tinyModel()}, 2, "usage", "--data");
    expectError(cli, {"predict", tinyModel()}, 2, "usage", "--text");
    expectError(cli, cli.trainArguments({"--epochs", "many"}), 2, "usage", "epochs");
    expectError(cli, cli.trainArguments({"--set", "decay"}), 2, "usage", "--set");
}

TEST(Errors, missingThings) {
    Cli cli;
    expectError(cli, {"models", "show", "no-such-model"}, 4, "not_found", "no-such-model");
    expectError(cli, {"tokenize", tinyModel(), "--file", cli.folder / "absent.txt"}, 4, "not_found", "absent.txt");
    expectError(cli, {"data", "import", cli.folder / "absent.csv", "--name", "x"}, 4, "not_found", "absent.csv");
    expectError(cli, {"data", "show", "nothing"}, 4, "not_found", "nothing");
    expectError(cli, {"runs", "show", "77"}, 4, "not_found", "77");
    expectError(cli, {"predict", "run:77", "--text", "x"}, 4, "not_found", "77");
    expectError(cli, {"train", "--model", tinyModel(), "--data", cli.folder / "absent.csv"}, 4, "not_found", "absent.csv");
}

TEST(Errors, badData) {
    Cli cli;
    writeText(cli.folder / "one.csv", "text,label\nfine film,good\nwarm cast,good\ngreat plot,good\nkind word,good\nold tale,good\n");
    expectError(cli, {"train", "--model", tinyModel(), "--data", cli.folder / "one.csv"}, 3, "bad_input", "two classes");
    writeText(cli.folder / "columns.csv", "sentence,mark\nfine film,good\ndull film,bad\n");
    expectError(cli, {"train", "--model", tinyModel(), "--data", cli.folder / "columns.csv"}, 3, "bad_input", "sentence");
    writeText(cli.folder / "empty.csv", "");
    expectError(cli, {"data", "import", cli.folder / "empty.csv", "--name", "x"}, 3, "bad_input", "empty.csv");
    writeText(cli.folder / "latin.txt", "fine\ncaf\xe9\n");
    expectError(cli, {"tokenize", tinyModel(), "--file", cli.folder / "latin.txt"}, 3, "bad_input", "latin.txt:2");
    expectError(cli, cli.trainArguments({"--learning-rate", "-1"}), 3, "bad_input", "learning_rate");
    expectError(cli, cli.trainArguments({"--strategy", "magic"}), 3, "bad_input", "magic");
    std::filesystem::create_directory(cli.folder / "without-texts");
    expectError(cli, {"data", "import", cli.folder / "without-texts", "--name", "x"}, 3, "bad_input", "without-texts");
}

TEST(Errors, badModels) {
    Cli cli;
    const auto truncated = brokenModel(cli, "truncated");
    std::filesystem::resize_file(truncated + "/model.safetensors", 5000);
    expectError(cli, {"forward", truncated, "--text", "x", "--output", cli.folder / "o.safetensors"}, 3, "bad_input", "model.safetensors");
    const auto config = brokenModel(cli, "config");
    writeText(config + "/config.json", "{\"architectures\": [\"OstrichModel\"], \"model_type\": \"ostrich\"}");
    expectError(cli, {"models", "add", config}, 3, "bad_input", "OstrichModel");
    const auto lying = brokenModel(cli, "lying");
    auto text = fileText(lying + "/config.json");
    text.replace(text.find("\"hidden_size\": 32"), 17, "\"hidden_size\": 64");
    writeText(lying + "/config.json", text);
    expectError(cli, {"forward", lying, "--text", "x", "--output", cli.folder / "o.safetensors"}, 3, "bad_input", "model.safetensors");
    const auto words = brokenModel(cli, "words");
    std::filesystem::remove(words + "/vocab.txt");
    expectError(cli, {"tokenize", words, "--text", "x"}, 4, "not_found", "vocab.txt");
    expectError(cli, {"forward", tinyModel(), "--ids", "1,999999", "--output", cli.folder / "o.safetensors"}, 3, "bad_input", "999999");
    expectError(cli, {"forward", tinyModel(), "--text", "x", "--output", "/dev/full"}, 3, "bad_input", "/dev/full");
}

TEST(Errors, aModelWithoutHeadDoesNotPredict) {
    Cli cli;
    expectError(cli, {"predict", tinyModel(), "--text", "x"}, 3, "bad_input", "fine-tune");
}

TEST(Errors, devicesThatAreNotThere) {
    Cli cli;
    expectError(cli, {"predict", tinyModel(), "--text", "x", "--device", "tpu"}, 2, "usage", "tpu");
}
