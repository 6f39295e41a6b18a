// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/entities.h"
#include "engine/data/finding_parts.h"
#include "engine/data/tag_scheme.h"

#include <algorithm>
#include <map>

namespace espalier {
namespace {

constexpr std::int64_t kRareCount = 10;

/// The types of a label's entities, one for each.
std::vector<std::string> typesOf(const EntityLabel& label) {
    std::vector<std::string> types;
    if (label.hasTags)
        for (const TagChunk& chunk : tagChunks(label.tags))
            types.push_back(chunk.type);
    for (const EntitySpan& span : label.spans)
        types.push_back(span.type);
    return types;
}

/// Whether an entity begins with another tag than B-.
bool isBroken(const EntityLabel& label) {
    const auto chunks = tagChunks(label.tags);
    return std::any_of(chunks.begin(), chunks.end(),
                       [&](const TagChunk& chunk) { return tagPrefix(label.tags[chunk.first]) != 'B'; });
}

bool overlaps(const EntityLabel& label) {
    for (std::size_t i = 1; i < label.spans.size(); ++i)
        if (label.spans[i].start < label.spans[i - 1].end) return true;
    return false;
}

void addRows(std::vector<std::int64_t> rows, FindingKind kind, const char* one, const char* several,
             std::vector<DataFinding>& findings) {
    if (rows.empty()) return;
    DataFinding finding {kind};
    finding.message = counted(static_cast<std::int64_t>(rows.size()), one, several);
    finding.rows = std::move(rows);
    findings.push_back(std::move(finding));
}

std::string rarest(const std::vector<LabelCount>& types, std::size_t rare) {
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(rare, 3); ++i) {
        const LabelCount& type = types[types.size() - 1 - i];
        text += (i ? ", " : "") + type.label + " (" + std::to_string(type.count) + ")";
    }
    return rare > 3 ? text + " and " + std::to_string(rare - 3) + " more" : text;
}

void findRareTypes(const std::vector<LabelCount>& types, const std::map<std::string, std::vector<std::int64_t>>& rows,
                   std::vector<DataFinding>& findings) {
    DataFinding finding {FindingKind::RareClass};
    std::size_t rare = 0;
    for (const LabelCount& type : types) {
        if (type.count >= kRareCount) continue;
        ++rare;
        const auto& where = rows.at(type.label);
        finding.rows.insert(finding.rows.end(), where.begin(), where.end());
    }
    if (rare == 0) return;
    std::sort(finding.rows.begin(), finding.rows.end());
    finding.rows.erase(std::unique(finding.rows.begin(), finding.rows.end()), finding.rows.end());
    finding.message = counted(static_cast<std::int64_t>(rare), "rare type of entity: ", "rare types of entity: ")
        + rarest(types, rare);
    findings.push_back(std::move(finding));
}

}

std::vector<LabelCount> countEntities(const std::vector<Example>& examples) {
    return countEntities(countLabels(examples));
}

std::vector<LabelCount> countEntities(const std::vector<LabelCount>& columns) {
    std::map<std::string, std::int64_t> counts;
    for (const LabelCount& column : columns)
        for (const std::string& type : typesOf(readEntityLabel(column.label)))
            counts[type] += column.count;
    std::vector<LabelCount> types;
    for (const auto& [type, count] : counts)
        types.push_back({type, count});
    std::stable_sort(types.begin(), types.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
    return types;
}

void findEntityProblems(const std::vector<Example>& examples, std::vector<DataFinding>& findings) {
    std::vector<std::int64_t> broken, overlapping, unlabelled;
    std::map<std::string, std::vector<std::int64_t>> rows;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i);
        const EntityLabel label = readEntityLabel(examples[i].label);
        if (examples[i].label.empty()) unlabelled.push_back(row);
        if (label.hasTags && isBroken(label)) broken.push_back(row);
        if (overlaps(label)) overlapping.push_back(row);
        for (const std::string& type : typesOf(label))
            rows[type].push_back(row);
    }
    addRows(unlabelled, FindingKind::EmptyLabel, "empty label", "empty labels", findings);
    addRows(broken, FindingKind::BrokenTags, "sentence has an entity that begins with I-",
            "sentences have an entity that begins with I-", findings);
    addRows(overlapping, FindingKind::OverlappingSpans, "sentence has entities within each other",
            "sentences have entities within each other", findings);
    findRareTypes(countEntities(examples), rows, findings);
}

}
