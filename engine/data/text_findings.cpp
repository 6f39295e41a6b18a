// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/finding_parts.h"

#include "engine/data/text_groups.h"
#include "engine/data/text_key.h"

#include <algorithm>
#include <map>
#include <set>

namespace espalier {
namespace {

using Rows = std::vector<std::int64_t>;

/// Members of each group by its first row; `leaders[i]` is the first row of i's group. Groups of one are left out.
std::map<std::int64_t, Rows> groupsOfSeveral(const Rows& leaders) {
    std::map<std::int64_t, Rows> groups;
    for (std::size_t i = 0; i < leaders.size(); ++i)
        if (leaders[i] != static_cast<std::int64_t>(i)) groups[leaders[i]].push_back(static_cast<std::int64_t>(i));
    for (auto& [first, rows] : groups)
        rows.insert(rows.begin(), first);
    return groups;
}

void append(Rows& rows, const Rows& more) {
    rows.insert(rows.end(), more.begin(), more.end());
}

void finish(DataFinding finding, std::vector<DataFinding>& findings) {
    std::sort(finding.rows.begin(), finding.rows.end());
    std::sort(finding.cureRows.begin(), finding.cureRows.end());
    findings.push_back(std::move(finding));
}

Rows emptyTexts(const std::vector<Example>& examples) {
    Rows rows;
    for (std::size_t i = 0; i < examples.size(); ++i)
        if (textKey(examples[i].text).empty()) rows.push_back(static_cast<std::int64_t>(i));
    return rows;
}

std::size_t labelsOf(const std::vector<Example>& examples, const Rows& rows) {
    std::set<std::string> labels;
    for (const auto row : rows)
        if (const auto& label = examples[static_cast<std::size_t>(row)].label; !label.empty()) labels.insert(label);
    return labels.size();
}

/// Equal texts: with one label they are duplicates, with several they contradict each other.
void repeatedTexts(const std::vector<Example>& examples, const Rows& equal, std::vector<DataFinding>& findings) {
    DataFinding duplicate {FindingKind::Duplicate}, conflict {FindingKind::ConflictingLabels, Severity::Fix};
    std::int64_t conflicts = 0;
    bool pairs = true, twoLabels = true;
    for (const auto& [first, rows] : groupsOfSeveral(equal)) {
        const std::size_t labels = labelsOf(examples, rows);
        if (labels < 2) {
            append(duplicate.rows, rows);
            duplicate.cureRows.insert(duplicate.cureRows.end(), rows.begin() + 1, rows.end());
            continue;
        }
        ++conflicts;
        pairs = pairs && rows.size() == 2;
        twoLabels = twoLabels && labels == 2;
        append(conflict.rows, rows);
    }
    if (conflicts > 0) {
        conflict.message
            = counted(conflicts, "text carries ", "texts carry ") + (twoLabels ? "two labels" : "several labels");
        conflict.cure = pairs ? "Remove both" : "Remove all";
        conflict.cureRows = conflict.rows;
        finish(std::move(conflict), findings);
    }
    const auto surplus = static_cast<std::int64_t>(duplicate.cureRows.size());
    duplicate.severity = surplus > 0 ? Severity::Look : Severity::Good;
    duplicate.message = surplus > 0 ? counted(surplus, "duplicate text", "duplicate texts") : "No duplicate texts";
    if (surplus > 0) duplicate.cure = "Keep one";
    if (surplus > 0 || conflicts == 0) finish(std::move(duplicate), findings);
}

/// How many members of groups that span parts there are; their rows and those to take out, leaving the most held-out
/// part.
void acrossSplit(const Rows& leaders, const std::vector<Split>& splits, Rows& rows, Rows& cure) {
    for (const auto& [first, members] : groupsOfSeveral(leaders)) {
        Split least = Split::None, most = Split::None;
        for (const auto row : members) {
            const Split split = splits[static_cast<std::size_t>(row)];
            if (split == Split::None) continue;
            least = least == Split::None ? split : std::min(least, split);
            most = std::max(most, split);
        }
        if (least == most) continue;
        for (const auto row : members) {
            const Split split = splits[static_cast<std::size_t>(row)];
            if (split == Split::None) continue;
            rows.push_back(row);
            if (split != most) cure.push_back(row);
        }
    }
}

void nearDuplicates(const Rows& leaders, const std::vector<Split>& splits, std::vector<DataFinding>& findings) {
    DataFinding finding {FindingKind::NearDuplicate};
    for (const auto& [first, rows] : groupsOfSeveral(leaders)) {
        append(finding.rows, rows);
        finding.cureRows.insert(finding.cureRows.end(), rows.begin() + 1, rows.end());
    }
    if (finding.rows.empty()) return;
    finding.message = counted(static_cast<std::int64_t>(finding.cureRows.size()), "near-duplicate", "near-duplicates");
    Rows across, cure;
    if (!splits.empty()) acrossSplit(leaders, splits, across, cure);
    if (!cure.empty()) finding.message += ", " + std::to_string(cure.size()) + " across the split";
    finding.cure = "Keep one";
    finish(std::move(finding), findings);
}

void leaks(const Rows& leaders, const std::vector<Split>& splits, std::vector<DataFinding>& findings) {
    if (std::all_of(splits.begin(), splits.end(), [](Split split) { return split == Split::None; })) return;
    DataFinding finding {FindingKind::LeakAcrossSplit, Severity::Fix};
    acrossSplit(leaders, splits, finding.rows, finding.cureRows);
    if (finding.rows.empty()) {
        finding.severity = Severity::Good;
        finding.message = "No text is in two parts of the split";
    } else {
        finding.message = counted(static_cast<std::int64_t>(finding.cureRows.size()), "row leaks", "rows leak")
            + " into a held-out part of the split";
        finding.cure = "Remove";
    }
    finish(std::move(finding), findings);
}

}

void findTextProblems(const std::vector<Example>& examples, const std::vector<Split>& splits,
                      std::vector<DataFinding>& findings) {
    if (examples.empty()) return;
    if (Rows rows = emptyTexts(examples); !rows.empty()) {
        DataFinding finding {FindingKind::EmptyText,
                             Severity::Fix,
                             counted(static_cast<std::int64_t>(rows.size()), "empty text", "empty texts"),
                             "Remove",
                             rows,
                             rows};
        findings.push_back(std::move(finding));
    }
    const Rows equal = equalTextGroups(examples);
    repeatedTexts(examples, equal, findings);
    // Near-duplicates are looked for among the first of each group of equals.
    std::vector<bool> firsts(equal.size());
    for (std::size_t i = 0; i < equal.size(); ++i)
        firsts[i] = equal[i] == static_cast<std::int64_t>(i);
    Rows leaders = nearTextLeaders(examples, firsts);
    nearDuplicates(leaders, splits, findings);
    if (splits.size() != examples.size()) return;
    for (std::size_t i = 0; i < leaders.size(); ++i)
        leaders[i] = leaders[static_cast<std::size_t>(equal[i])];
    leaks(leaders, splits, findings);
}

}
