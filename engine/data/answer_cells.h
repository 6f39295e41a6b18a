// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/schema.h"

#include <optional>

namespace espalier {

/// The columns of a table of questions (text) about contexts (pair) with their answers (label): by their usual names, or
/// by what the labels of text, pair and label look like; nothing where there are none.
std::optional<ColumnMapping> guessQuestionColumns(const Table& table);

/// Rows → questions with their answers as datasets keep them (answers.h). Answers are read from SQuAD's columns
/// ({"text":[…],"answer_start":[…]}), from lists of {"text","answer_start"} or [start, "text"], or from a plain text
/// that stands in the context once. Rows whose answers don't stand where they say go to `badLines`. Error where a column
/// is missing.
Result<std::vector<Example>> toAnswerExamples(const Table& table, const ColumnMapping& mapping,
                                              std::vector<BadLine>& badLines);

}
