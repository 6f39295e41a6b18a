// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/json.h"
#include "engine/text/tokenizer.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace espalier {

/// A line of a fixture NAME.jsonl: what is encoded and what the reference makes of it.
struct FixtureCase {
    std::string text;
    std::optional<std::string> pair;
    EncodeOptions options;
    Encoding expected;
    std::string where;
};

/// Where a fixture of tests/fixtures/pipelines or tests/fixtures/tokenizers is.
std::filesystem::path fixturePath(const std::string& name);
/// Calls use(json, "file:line") for each line of a fixture.
void forEachLine(const std::string& name, const std::function<void(const Json&, const std::string&)>& use);
std::vector<FixtureCase> readCases(const std::string& name);

/// The tokenizers of tests/fixtures/pipelines.
std::vector<std::string> pipelineNames();
/// The tokenizer of a folder under tests/fixtures; fails the test where it can't be loaded.
std::shared_ptr<const Tokenizer> fixtureTokenizer(const std::string& folder);
/// The folder of all-MiniLM-L6-v2; none where the samples have not been fetched.
std::optional<std::filesystem::path> minilmFolder();

}
