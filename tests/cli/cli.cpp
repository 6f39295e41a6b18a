// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace espalier::test {

std::string tinyModel() { return ESPALIER_FIXTURES "/workspace/tiny-bert"; }
std::string tinyReviews() { return ESPALIER_FIXTURES "/workspace/reviews.csv"; }

std::vector<std::string> Cli::arguments(std::vector<std::string> own) const {
    std::vector<std::string> all {ESPALIER_PROGRAM, "--workspace", folder / "workspace", "--threads", "2", "--json"};
    all.insert(all.end(), own.begin(), own.end());
    return all;
}

Json Cli::json(std::vector<std::string> own, const std::string& input) const {
    const auto finished = run(std::move(own), input);
    if (finished.code != 0) throw std::runtime_error("exit code " + std::to_string(finished.code) + ": " + finished.out + finished.err);
    return parseJson(finished.out, "standard output").value();
}

std::vector<Json> Cli::lines(std::vector<std::string> own, const std::string& input) const {
    const auto finished = run(std::move(own), input);
    EXPECT_EQ(finished.code, 0) << finished.out << finished.err;
    return parseLines(finished.out);
}

std::vector<std::string> Cli::trainArguments(std::vector<std::string> more) const {
    std::vector<std::string> all {"train", "--model", tinyModel(), "--data", tinyReviews(), "--epochs", "4", "--batch-size", "8",
                                  "--learning-rate", "3e-3", "--checkpoint-every", "10"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

std::vector<Json> parseLines(const std::string& text) {
    std::vector<Json> parsed;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        auto document = parseJson(line, "standard output");
        EXPECT_TRUE(document) << line;
        if (document) parsed.push_back(*document);
    }
    return parsed;
}

void writeText(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

std::string fileText(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}
