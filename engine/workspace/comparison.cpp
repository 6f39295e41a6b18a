// SPDX-License-Identifier: GPL-3.0-or-later
// Runs beside each other: intervals, differences of recipe, paired tests in words.
#include "engine/workspace/parts.h"

#include <spdlog/fmt/fmt.h>

namespace espalier {

namespace {

using Rows = std::vector<RunRowPrediction>;

Interval accuracyInterval(const Rows& rows) {
    if (rows.empty()) return {};
    std::int64_t right = 0;
    for (const auto& row : rows) right += row.truth == row.predicted;
    return wilsonInterval(right, static_cast<std::int64_t>(rows.size()));
}

std::string verdict(const PairedComparison& comparison) {
    const auto left = fmt::format("run {}", comparison.left), right = fmt::format("run {}", comparison.right);
    if (comparison.texts == 0) return fmt::format("{} and {} were not measured on the same texts", left, right);
    const auto numbers = fmt::format("p = {:.2g} on {} texts, McNemar", comparison.pValue, comparison.texts);
    const bool rightAhead = comparison.onlyRight > comparison.onlyLeft;
    const auto& better = rightAhead ? right : left;
    const auto& worse = rightAhead ? left : right;
    if (comparison.pValue < 0.05) return fmt::format("{} is better than {}: {}", better, worse, numbers);
    return fmt::format("{} is not shown to be better than {}: {}", better, worse, numbers);
}

/// Rows that both runs answered, matched by text and true label (McNemar 1947).
PairedComparison compareRows(std::int64_t left, const Rows& leftRows, std::int64_t right, const Rows& rightRows) {
    PairedComparison comparison {.left = left, .right = right};
    std::multimap<std::pair<std::string, std::string>, bool> answers;
    for (const auto& row : leftRows) answers.emplace(std::pair(row.text, row.truth), row.truth == row.predicted);
    for (const auto& row : rightRows) {
        const auto found = answers.find({row.text, row.truth});
        if (found == answers.end()) continue;
        const bool leftRight = found->second, rightRight = row.truth == row.predicted;
        answers.erase(found);
        ++comparison.texts;
        comparison.onlyLeft += leftRight && !rightRight;
        comparison.onlyRight += !leftRight && rightRight;
    }
    if (comparison.texts > 0) comparison.pValue = mcnemarExact(comparison.onlyLeft, comparison.onlyRight);
    comparison.verdict = verdict(comparison);
    return comparison;
}

}

Result<RunComparison> Workspace::compare(const std::vector<std::int64_t>& ids) {
    return capture([&] {
        if (ids.size() < 2) failBadInput("a comparison needs at least two runs", "runs", "espalier runs compare A B");
        RunComparison comparison;
        std::vector<Rows> rows;
        for (const auto id : ids) {
            comparison.runs.push_back(run(id).value());
            rows.push_back(runPredictions(id).value());
            // Accuracy is of words where the task is tokens, but rows are sentences.
            const bool ofRows = comparison.runs.back().recipe.task != "tokens";
            comparison.accuracy.push_back(ofRows ? accuracyInterval(rows.back()) : Interval {});
        }
        for (std::size_t i = 1; i < ids.size(); ++i) {
            const auto found = differences(comparison.runs.front().recipe, comparison.runs[i].recipe);
            comparison.differences.insert(comparison.differences.end(), found.begin(), found.end());
        }
        for (std::size_t left = 0; left < ids.size(); ++left)
            for (std::size_t right = left + 1; right < ids.size(); ++right)
                comparison.paired.push_back(compareRows(ids[left], rows[left], ids[right], rows[right]));
        return comparison;
    });
}

}
