// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/label_list.h"

#include "engine/base/json.h"

#include <algorithm>
#include <optional>

namespace espalier {
namespace {

constexpr const char* kSeparators = "|;,";
constexpr const char* kBlanks = " \t\r\n";

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

void addLabel(std::vector<std::string>& labels, const std::string& text) {
    auto label = trimmed(text);
    if (!label.empty() && std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(std::move(label));
}

/// The elements of a JSON array of texts and numbers; nothing where the cell is none.
std::optional<std::vector<std::string>> arrayLabels(const std::string& cell) {
    if (cell.empty() || cell.front() != '[') return std::nullopt;
    const auto json = parseJson(cell, "label");
    if (!json || !json->is_array()) return std::nullopt;
    std::vector<std::string> labels;
    for (const Json& element : *json) {
        if (!element.is_string() && !element.is_number()) return std::nullopt;
        addLabel(labels, element.is_string() ? element.get<std::string>() : toText(element));
    }
    return labels;
}

char separatorOf(const std::string& cell) {
    for (const char* separator = kSeparators; *separator; ++separator)
        if (cell.find(*separator) != std::string::npos) return *separator;
    return 0;
}

}

std::vector<std::string> labelList(const std::string& cell) {
    const std::string text = trimmed(cell);
    if (auto labels = arrayLabels(text)) return *labels;
    std::vector<std::string> labels;
    const char separator = separatorOf(text);
    for (std::size_t start = 0; start <= text.size();) {
        const auto end = separator ? std::min(text.find(separator, start), text.size()) : text.size();
        addLabel(labels, text.substr(start, end - start));
        start = end + 1;
    }
    return labels;
}

std::string labelCell(const std::vector<std::string>& labels) {
    std::string cell;
    for (const std::string& label : labels)
        cell += (cell.empty() ? "" : "|") + label;
    return labels.empty() || labelList(cell) != labels ? toText(Json(labels)) : cell;
}

}
