// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/data/table.h"

#include <string>
#include <vector>

namespace espalier {

/// Which columns mean what. An empty name: there is no such column.
struct ColumnMapping {
    std::string text;
    std::string pair;
    std::string label;
};

/// One example. `line` is its place in the source file (1-based).
struct Example {
    std::int64_t line = 0;
    std::string text;
    std::string pair;
    std::string label;
};

/// Guesses the mapping by name, then by content (the longest varied text; few distinct short values for the label). Prompt
/// and completion (question and answer, instruction and output …) are text and pair, without a label.
ColumnMapping guessMapping(const Table& table);

/// What the data looks made for: qa (questions, contexts and answers), tokens (entities), classification, regression, causal-lm (no label column).
std::string guessTask(const Table& table, const ColumnMapping& mapping);

/// Rows → examples under a mapping; error where a column is missing (names those that are there).
Result<std::vector<Example>> toExamples(const Table& table, const ColumnMapping& mapping);

}
