// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/json.h"
#include "tests/support/process.h"

namespace espalier::test {

/// The tiny model and the template reviews of tests/fixtures/workspace.
std::string tinyModel();
std::string tinyReviews();

/// The program on a workspace of its own.
class Cli {
public:
    /// Arguments as the test's own, with --workspace, two threads and --json added.
    std::vector<std::string> arguments(std::vector<std::string> own) const;
    Finished run(std::vector<std::string> own, const std::string& input = {}) const { return test::run(arguments(std::move(own)), input); }
    /// Runs, expects exit 0 and one JSON document.
    Json json(std::vector<std::string> own, const std::string& input = {}) const;
    /// Runs, expects exit 0 and one JSON object a line.
    std::vector<Json> lines(std::vector<std::string> own, const std::string& input = {}) const;
    /// A short training on the tiny reviews.
    std::vector<std::string> trainArguments(std::vector<std::string> more = {}) const;
    TemporaryFolder folder;
};

std::vector<Json> parseLines(const std::string& text);
void writeText(const std::string& path, const std::string& text);
std::string fileText(const std::string& path);

}
