// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workspace/text_file.h"

#include "engine/workspace/workspace.h"

#include <spdlog/fmt/fmt.h>

namespace espalier::workspace {

namespace {

bool isTable(const std::filesystem::path& file) {
    const auto extension = file.extension().string();
    return extension == ".csv" || extension == ".tsv" || extension == ".jsonl";
}

Table lineTable(const std::filesystem::path& file) {
    Table table;
    table.columns = {"text"};
    for (auto& line : readLines(file).value()) table.rows.push_back({static_cast<std::int64_t>(table.rows.size()) + 1, {std::move(line)}});
    return table;
}

}

TextFile readTexts(const std::filesystem::path& input, const CancellationToken& token) {
    const auto table = isTable(input) ? readTable(input, {}, token).value().table : lineTable(input);
    if (!table.badLines.empty())
        failBadInput(table.badLines.front().reason, fmt::format("{}:{}", input.string(), table.badLines.front().line),
                     "correct the file: every row must get its answer");
    const auto mapping = isTable(input) ? guessMapping(table) : ColumnMapping {.text = "text"};
    if (mapping.text.empty()) failBadInput("no column of texts was found", input.string(), "name the column \"text\"");
    TextFile file;
    for (auto& example : toExamples(table, {.text = mapping.text}).value()) file.texts.push_back(std::move(example.text));
    for (const auto& row : table.rows) file.lines.push_back(row.line);
    return file;
}

}
