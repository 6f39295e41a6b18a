// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/finding_parts.h"

#include "engine/data/label_kind.h"

#include <algorithm>
#include <cstdio>
#include <set>

namespace espalier {
namespace {

constexpr std::int64_t kRareCount = 10;
constexpr double kRareShare = 0.01, kUnbalanced = 5, kBalanced = 1.5;

std::string percent(std::int64_t part, std::int64_t whole) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f %%", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
    return text;
}

std::int64_t total(const std::vector<LabelCount>& labels) {
    std::int64_t sum = 0;
    for (const auto& label : labels)
        sum += label.count;
    return sum;
}

void emptyLabels(const std::vector<Example>& examples, std::vector<DataFinding>& findings) {
    DataFinding finding {FindingKind::EmptyLabel, Severity::Fix};
    for (std::size_t i = 0; i < examples.size(); ++i)
        if (examples[i].label.empty()) finding.rows.push_back(static_cast<std::int64_t>(i));
    if (finding.rows.empty()) return;
    finding.message = counted(static_cast<std::int64_t>(finding.rows.size()), "empty label", "empty labels");
    finding.cure = "Remove";
    finding.cureRows = finding.rows;
    findings.push_back(std::move(finding));
}

/// "anger (4), joy (7)", the rarest first, at most three by name.
std::string rarest(const std::vector<LabelCount>& labels, std::size_t rare) {
    std::string text;
    const std::size_t named = std::min<std::size_t>(rare, 3);
    for (std::size_t i = 0; i < named; ++i) {
        const LabelCount& label = labels[labels.size() - 1 - i];
        text += (i ? ", " : "") + label.label + " (" + std::to_string(label.count) + ")";
    }
    return rare > named ? text + " and " + std::to_string(rare - named) + " more" : text;
}

void rareClasses(const std::vector<Example>& examples, const std::vector<LabelCount>& labels,
                 std::vector<DataFinding>& findings) {
    const auto all = static_cast<double>(total(labels));
    std::set<std::string> rare;
    for (const auto& label : labels)
        if (label.count < kRareCount || static_cast<double>(label.count) < kRareShare * all) rare.insert(label.label);
    if (rare.empty()) return;
    DataFinding finding {FindingKind::RareClass};
    for (std::size_t i = 0; i < examples.size(); ++i)
        if (rare.count(examples[i].label)) finding.rows.push_back(static_cast<std::int64_t>(i));
    finding.message = counted(static_cast<std::int64_t>(rare.size()), "rare class: ", "rare classes: ")
        + rarest(labels, rare.size());
    // Taking them out must leave something to tell apart.
    if (labels.size() - rare.size() >= 2) {
        finding.cure = "Remove";
        finding.cureRows = finding.rows;
    }
    findings.push_back(std::move(finding));
}

/// "50.4 % / 49.6 %", or the span where there are many classes.
std::string shares(const std::vector<LabelCount>& labels) {
    const std::int64_t all = total(labels);
    if (labels.size() > 4)
        return std::to_string(labels.size()) + " classes of " + percent(labels.back().count, all) + " to "
            + percent(labels.front().count, all);
    std::string text;
    for (const auto& label : labels)
        text += (text.empty() ? "" : " / ") + percent(label.count, all);
    return text;
}

void balance(const std::vector<LabelCount>& labels, std::vector<DataFinding>& findings) {
    const double ratio = static_cast<double>(labels.front().count) / static_cast<double>(labels.back().count);
    if (ratio >= kUnbalanced) {
        char times[32];
        std::snprintf(times, sizeof times, "%.1f", ratio);
        findings.push_back({FindingKind::Imbalance,
                            Severity::Look,
                            "Labels unbalanced: \"" + labels.front().label + "\" has " + times
                                + " times as many rows as \"" + labels.back().label + "\"",
                            {},
                            {},
                            {}});
        return;
    }
    findings.push_back({FindingKind::Imbalance,
                        Severity::Good,
                        (ratio <= kBalanced ? "Labels balanced: " : "Labels fairly balanced: ") + shares(labels),
                        {},
                        {},
                        {}});
}

}

void findLabelProblems(const std::vector<Example>& examples, bool areClasses, std::vector<DataFinding>& findings) {
    std::vector<LabelCount> labels = countLabels(examples);
    labels.erase(std::remove_if(labels.begin(), labels.end(), [](const auto& label) { return label.label.empty(); }),
                 labels.end());
    if (labels.empty()) return; // a dataset without labels
    emptyLabels(examples, findings);
    if (labels.size() == 1) {
        findings.push_back({FindingKind::OneClass,
                            Severity::Fix,
                            "Every row has the same label, \"" + labels.front().label + "\"",
                            {},
                            {},
                            {}});
        return;
    }
    LabelKind kind;
    for (const auto& label : labels)
        kind.add(label.label);
    if (!areClasses || kind.isMeasure()) return;
    rareClasses(examples, labels, findings);
    balance(labels, findings);
}

}
