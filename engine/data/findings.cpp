// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/findings.h"

#include "engine/data/answers.h"
#include "engine/data/entities.h"
#include "engine/data/finding_parts.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace espalier {
namespace {

constexpr std::array<std::pair<FindingKind, const char*>, 13> kFindingNames = {{
    {FindingKind::EmptyText, "empty_text"},
    {FindingKind::EmptyLabel, "empty_label"},
    {FindingKind::Duplicate, "duplicate"},
    {FindingKind::NearDuplicate, "near_duplicate"},
    {FindingKind::ConflictingLabels, "conflicting_labels"},
    {FindingKind::RareClass, "rare_class"},
    {FindingKind::Imbalance, "imbalance"},
    {FindingKind::LeakAcrossSplit, "leak_across_split"},
    {FindingKind::OneClass, "one_class"},
    {FindingKind::Truncated, "truncated"},
    {FindingKind::BrokenTags, "broken_tags"},
    {FindingKind::OverlappingSpans, "overlapping_spans"},
    {FindingKind::MisplacedAnswer, "misplaced_answer"},
}};

}

const char* splitName(Split split) {
    switch (split) {
    case Split::None:
        return "";
    case Split::Train:
        return "train";
    case Split::Validation:
        return "validation";
    case Split::Test:
        return "test";
    }
    return "";
}

Split splitFromName(const std::string& name) {
    for (const Split split : {Split::None, Split::Train, Split::Validation, Split::Test})
        if (name == splitName(split)) return split;
    failBadInput("there is no split \"" + name + "\"", {}, "splits are: train, validation, test");
}

const char* findingName(FindingKind kind) {
    for (const auto& [known, name] : kFindingNames)
        if (known == kind) return name;
    return "";
}

FindingKind findingFromName(const std::string& name) {
    std::string names;
    for (const auto& [kind, known] : kFindingNames) {
        if (name == known) return kind;
        names += (names.empty() ? "" : ", ") + std::string(known);
    }
    failBadInput("there is no finding \"" + name + "\"", {}, "findings are: " + names);
}

std::vector<DataFinding> findProblems(const std::vector<Example>& examples, const std::vector<Split>& splits,
                                      const std::string& task) {
    std::vector<DataFinding> findings;
    findTextProblems(examples, splits, findings);
    if (task == "tokens")
        findEntityProblems(examples, findings);
    else if (task == "qa")
        findAnswerProblems(examples, findings);
    else if (task != "causal-lm" && task != "masked-lm" && task != "seq2seq") // these have texts alone
        findLabelProblems(examples, task != "multilabel" && task != "regression", findings);
    std::stable_sort(findings.begin(), findings.end(),
                     [](const auto& a, const auto& b) { return a.severity > b.severity; });
    return findings;
}

std::vector<LabelCount> countLabels(const std::vector<Example>& examples) {
    std::unordered_map<std::string, std::int64_t> counts;
    for (const Example& example : examples)
        ++counts[example.label];
    std::vector<LabelCount> labels;
    for (const auto& [label, count] : counts)
        labels.push_back({label, count});
    std::sort(labels.begin(), labels.end(),
              [](const auto& a, const auto& b) { return a.count != b.count ? a.count > b.count : a.label < b.label; });
    return labels;
}

std::string counted(std::int64_t count, const std::string& singular, const std::string& plural) {
    std::string digits = std::to_string(count);
    for (std::size_t i = digits.size(); i > 3; i -= 3)
        digits.insert(i - 3, ",");
    return digits + ' ' + (count == 1 ? singular : plural);
}

}
