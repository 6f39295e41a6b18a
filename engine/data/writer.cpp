// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/writer.h"

#include "engine/base/file.h"
#include "engine/base/json.h"
#include "engine/data/code_points.h"
#include "engine/data/entities.h"

#include <csv.h>

namespace espalier {
namespace {

void appendCell(std::string& out, const std::string& cell, bool alone) {
    // Alone in its row, an empty cell would be a blank line.
    if (cell.find_first_of(",\"\r\n") == std::string::npos && !(alone && cell.empty())) {
        out += cell;
        return;
    }
    const std::size_t start = out.size();
    out.resize(start + 2 * cell.size() + 2);
    out.resize(start + csv_write(out.data() + start, out.size() - start, cell.data(), cell.size()));
}

void appendRow(std::string& out, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) out += ',';
        appendCell(out, cells[i], cells.size() == 1);
    }
    out += '\n';
}

void appendSentence(std::string& out, const Example& sentence) {
    if (sentence.label.empty())
        failBadInput("nobody has marked the entities of this sentence, and CoNLL can't say so",
                     "line " + std::to_string(sentence.line), "remove it, or export as .jsonl");
    const std::vector<TaggedWord> words = taggedWords(sentence.text, sentence.label);
    if (words.empty())
        failBadInput("the sentence has no words", "line " + std::to_string(sentence.line), "remove it, or export as .jsonl");
    const std::vector<std::size_t> starts = codePointStarts(sentence.text);
    if (!out.empty()) out += '\n';
    for (const TaggedWord& word : words) {
        const std::size_t from = starts[static_cast<std::size_t>(word.start)];
        out.append(sentence.text, from, starts[static_cast<std::size_t>(word.end)] - from);
        out += '\t' + word.tag + '\n';
    }
}

}

Status writeCsv(const std::filesystem::path& path, const Table& table) {
    return capture([&] {
        std::string out;
        appendRow(out, table.columns);
        for (const auto& row : table.rows)
            appendRow(out, row.cells);
        writeFileAtomically(path, out);
        return Done {};
    });
}

Status writeJsonl(const std::filesystem::path& path, const Table& table) {
    return capture([&] {
        std::string out;
        for (const auto& row : table.rows) {
            Json object = Json::object();
            for (std::size_t i = 0; i < row.cells.size() && i < table.columns.size(); ++i)
                object[table.columns[i]] = row.cells[i];
            out += object.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
        }
        writeFileAtomically(path, out);
        return Done {};
    });
}

Status writeConll(const std::filesystem::path& path, const std::vector<Example>& sentences) {
    return capture([&] {
        std::string out;
        for (const Example& sentence : sentences)
            appendSentence(out, sentence);
        writeFileAtomically(path, out);
        return Done {};
    });
}

}
