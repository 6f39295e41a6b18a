// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/entity_cells.h"

#include "engine/base/json.h"
#include "engine/data/entities.h"
#include "engine/data/sentence.h"
#include "engine/data/source_text.h"
#include "engine/data/tag_scheme.h"
#include "engine/data/text_key.h"
#include "engine/text/unicode.h"

#include <algorithm>

namespace espalier {
namespace {

constexpr std::size_t kSampleRows = 200;
constexpr const char* kLabelNames[] = {"entities", "spans", "label", "labels", "ner_tags", "tags", "ner", "annotations"};
constexpr const char* kWordNames[] = {"tokens", "words"};
constexpr const char* kTypeNames[] = {"label", "type", "entity", "entity_group", "entity_type", "tag"};

bool looksLikeArray(const std::string& cell) {
    const auto first = cell.find_first_not_of(" \t\r\n");
    return first != std::string::npos && cell[first] == '[';
}

std::int64_t offsetOf(const Json& span, const char* name, std::size_t place) {
    const auto found = span.find(name);
    if (found == span.end() || !found->is_number_integer())
        failBadInput("span " + std::to_string(place) + " has no whole number \"" + name + "\"");
    return found->get<std::int64_t>();
}

/// [start, end, type], or an object that says so under one of the names in use.
EntitySpan readSpan(const Json& json, std::size_t place) {
    if (json.is_array() && json.size() == 3 && json[0].is_number_integer() && json[1].is_number_integer()
        && json[2].is_string())
        return {json[0].get<std::int64_t>(), json[1].get<std::int64_t>(), json[2].get<std::string>()};
    if (!json.is_object())
        failBadInput("span " + std::to_string(place) + " is neither [start, end, type] nor an object");
    EntitySpan span {offsetOf(json, "start", place), offsetOf(json, "end", place), {}};
    for (const char* name : kTypeNames)
        if (const auto found = json.find(name); found != json.end() && found->is_string())
            return {span.start, span.end, found->get<std::string>()};
    failBadInput("span " + std::to_string(place) + " has no \"label\"");
}

std::vector<EntitySpan> readSpans(const Json& json, const std::string& text) {
    const std::int64_t length = unicode::countCodePoints(text);
    std::vector<EntitySpan> spans;
    for (const Json& element : json) {
        EntitySpan span = readSpan(element, spans.size() + 1);
        const std::string range = std::to_string(span.start) + " to " + std::to_string(span.end);
        if (span.start < 0 || span.start >= span.end)
            failBadInput("span " + std::to_string(spans.size() + 1) + " goes from " + range);
        if (span.end > length)
            failBadInput("span " + std::to_string(spans.size() + 1) + " goes from " + range + ", but the text has "
                         + std::to_string(length) + " characters");
        if (span.type.empty()) failBadInput("span " + std::to_string(spans.size() + 1) + " has an empty label");
        spans.push_back(std::move(span));
    }
    std::stable_sort(spans.begin(), spans.end(), [](const EntitySpan& a, const EntitySpan& b) {
        return a.start != b.start ? a.start < b.start : a.end > b.end;
    });
    return spans;
}

std::vector<std::string> readStrings(const Json& json, const char* what) {
    std::vector<std::string> strings;
    for (const Json& element : json) {
        if (!element.is_string())
            failBadInput(std::string(what) + " must be texts" + (element.is_number() ? ", not numbers" : ""));
        strings.push_back(element.get<std::string>());
    }
    return strings;
}

Json readArray(const std::string& cell, const char* what) {
    const auto json = parseJson(cell, {});
    if (!json || !json->is_array()) failBadInput(std::string(what) + " are not a JSON list");
    return *json;
}

/// Tags as they are in their file; converted once all of them have been seen.
struct RawRow {
    const Table::Row* row;
    Sentence sentence;
    std::vector<EntitySpan> spans;
    bool hasTags = false, labelled = false;
};

RawRow readRow(const Table::Row& row, std::size_t textColumn, std::size_t labelColumn) {
    RawRow raw {&row, {}, {}, false, false};
    const std::string& text = row.cells[textColumn];
    const std::string& label = row.cells[labelColumn];
    const Json list = looksLikeArray(label) ? readArray(label, "the entities") : Json::array();
    raw.labelled = !label.empty();
    if (raw.labelled && !looksLikeArray(label)) failBadInput("the entities are not a JSON list");
    raw.hasTags = !list.empty() && list.front().is_string();
    if (!raw.hasTags) {
        raw.sentence.text = text;
        raw.spans = readSpans(list, text);
        return raw;
    }
    const auto words = parseJson(text, {}); // a list of words, or a text whose words stand between blanks
    raw.sentence = words && words->is_array()
        ? joinWords(readStrings(*words, "words"), readStrings(list, "tags"))
        : joinWords(splitAtBlanks(text), readStrings(list, "tags"));
    return raw;
}

std::size_t columnOf(const Table& table, const std::string& name) {
    const auto found = std::find(table.columns.begin(), table.columns.end(), name);
    std::string names;
    for (const std::string& column : table.columns)
        names += (names.empty() ? "" : ", ") + column;
    if (found == table.columns.end())
        failBadInput("there is no column \"" + name + "\"", {}, "the columns are: " + names);
    return static_cast<std::size_t>(found - table.columns.begin());
}

/// Whether a column that holds entities has tags rather than spans.
bool hasTags(const Table& table, std::size_t column) {
    return std::any_of(table.rows.begin(), table.rows.end(), [&](const Table::Row& row) {
        const std::string& cell = row.cells[column];
        return looksLikeArray(cell) && cell.find('"') != std::string::npos
            && cell.find_first_not_of(" \t\r\n", cell.find('[') + 1) == cell.find('"');
    });
}

/// Whether a cell, which is not empty, holds entities; nothing where it is a list with none.
std::optional<bool> isEntityCell(const std::string& cell) {
    if (!looksLikeArray(cell)) return false;
    const auto json = parseJson(cell, {});
    if (!json || !json->is_array()) return false;
    if (json->empty()) return std::nullopt;
    const Json& first = json->front();
    if (!first.is_string()) return static_cast<bool>(capture([&] { return readSpan(first, 1); }));
    return first == "O" || tagPrefix(first.get<std::string>()) != '\0';
}

/// Whether most of the first cells of a column hold entities.
bool entitiesIn(const Table& table, std::size_t column) {
    std::int64_t balance = 0;
    for (std::size_t i = 0; i < std::min(table.rows.size(), kSampleRows); ++i) {
        const std::string& cell = table.rows[i].cells[column];
        if (cell.empty()) continue;
        if (const auto holds = isEntityCell(cell)) balance += *holds ? 1 : -1;
    }
    return balance > 0;
}

}

std::optional<EntityColumns> guessEntityColumns(const Table& table) {
    const auto named = [&](const auto& names, auto&& suits) -> std::string {
        for (const char* name : names)
            for (std::size_t i = 0; i < table.columns.size(); ++i)
                if (textKey(table.columns[i]) == name && suits(i)) return table.columns[i];
        return {};
    };
    const std::string label = named(kLabelNames, [&](std::size_t i) { return entitiesIn(table, i); });
    if (label.empty()) return std::nullopt;
    const std::string words = named(kWordNames, [&](std::size_t i) { return looksLikeArray(table.rows.front().cells[i]); });
    return EntityColumns {hasTags(table, columnOf(table, label)) ? words : std::string(), label};
}

bool holdsEntities(const Table& table, const std::string& column) {
    const auto found = std::find(table.columns.begin(), table.columns.end(), column);
    return found != table.columns.end() && entitiesIn(table, static_cast<std::size_t>(found - table.columns.begin()));
}

Result<std::vector<Example>> toEntityExamples(const Table& table, const ColumnMapping& mapping,
                                              std::vector<BadLine>& badLines) {
    return capture([&] {
        const std::size_t text = columnOf(table, mapping.text), label = columnOf(table, mapping.label);
        std::vector<RawRow> rows;
        TagConverter converter;
        const auto leaveOut = [&](const Table::Row& row, const std::string& why) {
            badLines.push_back({row.line, why, excerpt(row.cells[text])});
        };
        for (const Table::Row& row : table.rows) {
            auto raw = capture([&] { return readRow(row, text, label); });
            if (!raw) {
                leaveOut(row, raw.error().message);
                continue;
            }
            if (raw->hasTags) converter.see(raw->sentence.tags);
            rows.push_back(std::move(*raw));
        }
        std::vector<Example> examples;
        for (RawRow& raw : rows) {
            const auto odd = std::find_if(raw.sentence.tags.begin(), raw.sentence.tags.end(),
                                          [&](const std::string& tag) { return !converter.fits(tag); });
            if (odd != raw.sentence.tags.end()) {
                leaveOut(*raw.row, oddTag(*odd));
                continue;
            }
            std::string kept;
            if (raw.labelled)
                kept = raw.hasTags ? tagsLabel(converter.convert(raw.sentence.tags)) : spansLabel(raw.spans);
            examples.push_back({raw.row->line, std::move(raw.sentence.text), {}, std::move(kept)});
        }
        std::stable_sort(badLines.begin(), badLines.end(),
                         [](const BadLine& a, const BadLine& b) { return a.line < b.line; });
        return examples;
    });
}

}
