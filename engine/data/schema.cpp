// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/schema.h"

#include "engine/data/answer_cells.h"
#include "engine/data/entity_cells.h"
#include "engine/data/label_list.h"
#include "engine/data/label_kind.h"
#include "engine/data/text_key.h"

#include <algorithm>
#include <set>
#include <optional>
#include <unordered_set>

namespace espalier {
namespace {

constexpr std::size_t kSampleRows = 2000;

const std::vector<std::string> kTextNames
    = {"text",     "sentence",    "review",     "content",     "tweet",        "comment",    "body",      "headline",
       "message",  "document",    "utterance",  "sentence1",   "text1",        "text_a",     "premise",   "question1",
       "question", "review_text", "reviewtext", "review_body", "comment_text", "tweet_text", "full_text", "description",
       "abstract", "summary",     "title",      "post",        "query"};
const std::vector<std::string> kPairNames
    = {"pair", "sentence2", "text2", "text_b", "hypothesis", "question2", "text_pair", "passage"};
const std::vector<std::string> kLabelNames = {"label",
                                              "sentiment",
                                              "class",
                                              "category",
                                              "target",
                                              "stars",
                                              "rating",
                                              "labels",
                                              "polarity",
                                              "emotion",
                                              "intent",
                                              "topic",
                                              "tag",
                                              "label_text",
                                              "review_stars",
                                              "overall",
                                              "airline_sentiment",
                                              "is_duplicate",
                                              "gold_label",
                                              "y",
                                              "score"};

/// Columns of what a language model reads and of what it is to write after it.
const std::vector<std::pair<std::string, std::string>> kPromptNames
    = {{"prompt", "completion"}, {"prompt", "response"},      {"prompt", "answer"},  {"instruction", "response"},
       {"instruction", "output"}, {"instruction", "completion"}, {"question", "answer"}, {"input", "output"},
       {"input", "target"},       {"source", "target"}};

/// What the first rows of a column look like.
struct ColumnShape {
    std::size_t filled = 0, distinct = 0, fractions = 0, numbers = 0;
    double meanBytes = 0;
};

ColumnShape shapeOf(const Table& table, std::size_t column) {
    ColumnShape shape;
    std::unordered_set<std::string> seen;
    double bytes = 0;
    for (std::size_t i = 0; i < std::min(table.rows.size(), kSampleRows); ++i) {
        const std::string& cell = table.rows[i].cells[column];
        if (cell.empty()) continue;
        ++shape.filled;
        bytes += static_cast<double>(cell.size());
        shape.numbers += isNumber(cell);
        shape.fractions += isFraction(cell);
        seen.insert(cell);
    }
    shape.distinct = seen.size();
    if (shape.filled > 0) shape.meanBytes = bytes / static_cast<double>(shape.filled);
    return shape;
}

/// The first of `names` that a column bears (case folded) and that is not taken yet.
std::string byName(const Table& table, const std::vector<std::string>& names, const ColumnMapping& taken) {
    for (const std::string& name : names)
        for (const std::string& column : table.columns)
            if (textKey(column) == name && column != taken.text && column != taken.pair && column != taken.label)
                return column;
    return {};
}

/// Prompt and completion by their names; what may as well be a class must be varied text, not one of a few answers.
std::optional<ColumnMapping> promptMapping(const Table& table) {
    const auto column = [&](const std::string& name) {
        return std::find_if(table.columns.begin(), table.columns.end(), [&](const auto& one) { return textKey(one) == name; });
    };
    if (const auto messages = column("messages"); messages != table.columns.end()) return ColumnMapping {*messages, {}, {}};
    for (const auto& [prompt, completion] : kPromptNames) {
        const auto left = column(prompt), right = column(completion);
        if (left == table.columns.end() || right == table.columns.end()) continue;
        const ColumnShape shape = shapeOf(table, static_cast<std::size_t>(right - table.columns.begin()));
        if (prompt == "prompt" || prompt == "instruction") return ColumnMapping {*left, *right, {}}; // no class is called so
        if (shape.numbers * 2 < shape.filled && (shape.distinct * 2 >= shape.filled || shape.filled < 4))
            return ColumnMapping {*left, *right, {}};
    }
    return std::nullopt;
}

std::string textByContent(const Table& table, const ColumnMapping& taken) {
    std::string best;
    double longest = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i] == taken.label) continue;
        const ColumnShape shape = shapeOf(table, i);
        const bool varied = shape.distinct * 2 >= shape.filled || shape.filled < 4;
        if (shape.filled > 0 && varied && shape.numbers * 2 < shape.filled && shape.meanBytes > longest)
            best = table.columns[i], longest = shape.meanBytes;
    }
    return best;
}

/// Few distinct short values that repeat; else, in want of those, measured numbers.
std::string labelByContent(const Table& table, const ColumnMapping& taken) {
    std::string best, measured;
    std::size_t fewest = 51;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i] == taken.text || table.columns[i] == taken.pair) continue;
        const ColumnShape shape = shapeOf(table, i);
        const bool repeats = shape.distinct * 2 <= shape.filled;
        if (shape.distinct >= 2 && repeats && shape.meanBytes <= 40 && shape.distinct < fewest)
            best = table.columns[i], fewest = shape.distinct;
        if (shape.filled > 0 && shape.numbers == shape.filled && shape.fractions * 4 >= shape.filled)
            measured = table.columns[i];
    }
    return best.empty() ? measured : best;
}

std::optional<std::size_t> columnIndex(const Table& table, const std::string& name) {
    const auto found = std::find(table.columns.begin(), table.columns.end(), name);
    if (found == table.columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - table.columns.begin());
}

std::string columnList(const Table& table) {
    std::string list;
    for (const std::string& column : table.columns)
        list += (list.empty() ? "" : ", ") + column;
    return list;
}

/// Whether a column has cells with several labels each, of which some come again: lists, or texts with | or ; in them.
bool holdsLabelLists(const Table& table, std::size_t column) {
    constexpr std::size_t kOneInSo = 20; // a label that has such a sign in its name is rarer
    std::size_t filled = 0, lists = 0, labels = 0;
    std::set<std::string> distinct;
    for (const auto& row : table.rows) {
        const std::string& cell = row.cells[column];
        const bool isArray = !cell.empty() && cell.front() == '[' && cell.back() == ']';
        filled += !cell.empty();
        if (!isArray && cell.find_first_of("|;") == std::string::npos) continue;
        ++lists;
        for (auto& label : labelList(cell)) {
            ++labels;
            distinct.insert(std::move(label));
        }
    }
    return lists * kOneInSo >= filled && distinct.size() * 2 <= labels;
}

/// The column's place; nothing for an empty name; Exception where there is no such column.
std::optional<std::size_t> required(const Table& table, const std::string& name) {
    if (name.empty()) return std::nullopt;
    const auto index = columnIndex(table, name);
    if (!index) failBadInput("there is no column \"" + name + "\"", {}, "the columns are: " + columnList(table));
    return index;
}

}

ColumnMapping guessMapping(const Table& table) {
    if (const auto questions = guessQuestionColumns(table)) return *questions;
    if (const auto prompts = promptMapping(table)) return *prompts;
    ColumnMapping mapping;
    if (const auto entities = guessEntityColumns(table)) mapping = {entities->words, {}, entities->label};
    if (mapping.text.empty()) mapping.text = byName(table, kTextNames, mapping);
    if (mapping.label.empty()) mapping.label = byName(table, kLabelNames, mapping);
    if (mapping.text.empty()) mapping.text = textByContent(table, mapping);
    if (!mapping.text.empty()) mapping.pair = byName(table, kPairNames, mapping);
    if (mapping.label.empty()) mapping.label = labelByContent(table, mapping);
    if (mapping.text.empty() && !table.columns.empty())
        mapping.text = table.columns.front() == mapping.label ? table.columns.back() : table.columns.front();
    if (mapping.label == mapping.text) mapping.label.clear();
    return mapping;
}

std::string guessTask(const Table& table, const ColumnMapping& mapping) {
    const auto column = columnIndex(table, mapping.label);
    if (mapping.label.empty() || !column) return "causal-lm";
    const auto questions = guessQuestionColumns(table);
    if (questions && questions->pair == mapping.pair && questions->label == mapping.label) return "qa";
    if (holdsEntities(table, mapping.label)) return "tokens";
    if (holdsLabelLists(table, *column)) return "multilabel";
    LabelKind kind;
    for (const auto& row : table.rows)
        kind.add(row.cells[*column]);
    return kind.isMeasure() ? "regression" : "classification";
}

Result<std::vector<Example>> toExamples(const Table& table, const ColumnMapping& mapping) {
    return capture([&] {
        if (mapping.text.empty()) failBadInput("no text column is chosen", {}, "the columns are: " + columnList(table));
        const auto text = required(table, mapping.text), pair = required(table, mapping.pair),
                   label = required(table, mapping.label);
        std::vector<Example> examples;
        examples.reserve(table.rows.size());
        for (const auto& row : table.rows)
            examples.push_back({row.line, row.cells[*text], pair ? row.cells[*pair] : std::string(),
                                label ? row.cells[*label] : std::string()});
        return examples;
    });
}

}
