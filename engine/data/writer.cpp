// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/writer.h"

#include "engine/base/file.h"
#include "engine/base/json.h"
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

/// The stretches of `text` that the words stand for, which follow one another.
std::vector<std::string> wordTexts(const std::string& text, const std::vector<TaggedWord>& words) {
    std::vector<std::string> result(words.size());
    std::int64_t character = -1;
    std::size_t word = 0;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++character;
        while (word < words.size() && character >= words[word].end)
            ++word;
        if (word < words.size() && character >= words[word].start) result[word] += c;
    }
    return result;
}

void appendSentence(std::string& out, const Example& sentence) {
    if (sentence.label.empty())
        failBadInput("nobody has marked the entities of this sentence, and CoNLL can't say so",
                     "line " + std::to_string(sentence.line), "remove it, or export as .jsonl");
    const std::vector<TaggedWord> words = taggedWords(sentence.text, sentence.label);
    if (words.empty())
        failBadInput("the sentence has no words", "line " + std::to_string(sentence.line), "remove it, or export as .jsonl");
    const std::vector<std::string> texts = wordTexts(sentence.text, words);
    if (!out.empty()) out += '\n';
    for (std::size_t i = 0; i < words.size(); ++i)
        out += texts[i] + '\t' + words[i].tag + '\n';
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
