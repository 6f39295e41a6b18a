// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/recipe.h"

namespace espalier {

/// Adds what is wrong with the columns that a task reads. `place`: where they stand in the recipe, "data." or
/// "multi_task.tasks[0]."; `columns` is Recipe::Data or MoreTask.
template <typename Columns>
void checkColumns(const std::string& task, const Columns& columns, const std::string& place, std::vector<RecipeFinding>& findings) {
    const auto add = [&](const char* column, const char* message, const char* cure) { findings.push_back({place + column, message, cure}); };
    const std::string &text = columns.textColumn, &pair = columns.pairColumn, &label = columns.labelColumn;
    const bool needsLabel = !isLanguageTask(task) || (task == "seq2seq" && pair.empty());
    if (text.empty()) add("text_column", "no column holds the text", "name the column");
    if (needsLabel && label.empty()) add("label_column", "no column holds the label", "name the column");
    if (!text.empty() && text == label) add("label_column", "text and label are the same column", "name two columns");
    if (pair.empty()) return;
    if (pair == text || pair == label)
        add("pair_column", "the second text is the same column as the text or label", "name another column, or none");
    if (task == "tokens") add("pair_column", "a sentence with entities has no second text", "leave it out");
    if (task == "masked-lm") add("pair_column", "words are masked in one text alone", "leave it out");
}

}
