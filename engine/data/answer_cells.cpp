// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/answer_cells.h"

#include "engine/base/json.h"
#include "engine/data/answers.h"
#include "engine/data/source_text.h"
#include "engine/data/text_key.h"
#include "engine/text/unicode.h"

#include <algorithm>

namespace espalier {
namespace {

constexpr std::size_t kSampleRows = 50;

std::optional<std::size_t> columnNamed(const Table& table, std::initializer_list<const char*> names) {
    for (const char* name : names)
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (textKey(table.columns[i]) == name) return i;
    return std::nullopt;
}

bool isStructured(const std::string& cell) {
    const auto first = cell.find_first_not_of(" \t\r\n");
    return first != std::string::npos && (cell[first] == '[' || cell[first] == '{');
}

AnswerText answerOf(const Json& text, const Json& start, std::size_t place) {
    const std::string which = "answer " + std::to_string(place);
    if (!text.is_string()) failBadInput(which + " has no \"text\"");
    if (!start.is_number_integer()) failBadInput(which + " has no whole number \"answer_start\"");
    return {start.get<std::int64_t>(), text.get<std::string>()};
}

/// {"text":[…],"answer_start":[…]}, or one of each.
std::vector<AnswerText> readColumns(const Json& json) {
    const Json texts = json.value("text", Json()), starts = json.value("answer_start", Json());
    if (!texts.is_array()) return {answerOf(texts, starts, 1)};
    if (!starts.is_array() || starts.size() != texts.size())
        failBadInput("there are " + std::to_string(texts.size()) + " answers, but not as many \"answer_start\"");
    std::vector<AnswerText> answers;
    for (std::size_t i = 0; i < texts.size(); ++i) answers.push_back(answerOf(texts[i], starts[i], i + 1));
    return answers;
}

std::vector<AnswerText> readList(const Json& json) {
    std::vector<AnswerText> answers;
    for (const Json& one : json) {
        const std::size_t place = answers.size() + 1;
        if (one.is_object()) answers.push_back(answerOf(one.value("text", Json()), one.value("answer_start", Json()), place));
        else if (one.is_array() && one.size() == 2) answers.push_back(answerOf(one[1], one[0], place));
        else failBadInput("answer " + std::to_string(place) + " is neither [start, \"text\"] nor an object");
    }
    return answers;
}

/// A text by itself answers where the context holds it once, as then there is no doubt about its place.
std::vector<AnswerText> findText(const std::string& text, const std::string& context) {
    const auto first = context.find(text);
    if (first == std::string::npos) failBadInput("the answer \"" + excerpt(text, 60) + "\" does not stand in the context");
    if (context.find(text, first + 1) != std::string::npos)
        failBadInput("the answer \"" + excerpt(text, 60) + "\" stands in the context more than once: its place must be given");
    return {{unicode::countCodePoints(std::string_view(context).substr(0, first)), text}};
}

std::vector<AnswerText> readCell(const std::string& cell, const std::string& context) {
    if (!isStructured(cell)) return findText(cell, context);
    const Json json = parseJson(cell, {}).value();
    auto answers = json.is_object() ? readColumns(json) : readList(json);
    requireInPlace(answers, context);
    return answers;
}

/// Whether a cell holds answers with their places.
bool isAnswerCell(const std::string& cell) {
    if (!isStructured(cell)) return false;
    return static_cast<bool>(capture([&] {
        const Json json = parseJson(cell, {}).value();
        return json.is_object() ? readColumns(json) : readList(json);
    }));
}

bool holdsAnswers(const Table& table, std::size_t column) {
    bool some = false;
    for (std::size_t i = 0; i < std::min(table.rows.size(), kSampleRows); ++i) {
        const std::string& cell = table.rows[i].cells[column];
        if (cell.empty() || cell == "[]") continue;
        if (!isAnswerCell(cell)) return false;
        some = true;
    }
    return some;
}

}

std::optional<ColumnMapping> guessQuestionColumns(const Table& table) {
    const auto mapped = [&](std::size_t text, std::size_t pair, std::size_t label) {
        return ColumnMapping {table.columns[text], table.columns[pair], table.columns[label]};
    };
    const auto question = columnNamed(table, {"question"}), context = columnNamed(table, {"context"});
    const auto answers = columnNamed(table, {"answers", "answer"});
    if (question && context && answers) return mapped(*question, *context, *answers);
    const auto text = columnNamed(table, {"text"}), pair = columnNamed(table, {"pair"}), label = columnNamed(table, {"label"});
    if (text && pair && label && holdsAnswers(table, *label)) return mapped(*text, *pair, *label);
    return std::nullopt;
}

Result<std::vector<Example>> toAnswerExamples(const Table& table, const ColumnMapping& mapping,
                                              std::vector<BadLine>& badLines) {
    return capture([&] {
        if (mapping.pair.empty())
            failBadInput("no column holds the contexts that the questions are about", {}, "name it with --pair-column");
        const auto id = columnNamed(table, {"id"});
        std::vector<Example> examples = toExamples(table, mapping).value(), kept;
        for (std::size_t i = 0; i < examples.size(); ++i) {
            Example& example = examples[i];
            const auto answers = capture([&] {
                if (example.text.empty()) failBadInput("the question is empty");
                if (example.pair.empty()) failBadInput("the context is empty");
                return example.label.empty() ? std::string() : answersLabel(readCell(example.label, example.pair));
            });
            if (answers) {
                example.label = *answers;
                kept.push_back(std::move(example));
                continue;
            }
            const std::string who = id && !table.rows[i].cells[*id].empty() ? "question " + excerpt(table.rows[i].cells[*id], 60) + ": " : "";
            badLines.push_back({example.line, who + answers.error().message, excerpt(example.text)});
        }
        std::stable_sort(badLines.begin(), badLines.end(), [](const BadLine& a, const BadLine& b) { return a.line < b.line; });
        return kept;
    });
}

}
