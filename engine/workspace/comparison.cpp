// SPDX-License-Identifier: GPL-3.0-or-later
// Runs beside each other: intervals, differences of recipe, paired tests in words.
#include "engine/data/answers.h"
#include "engine/data/text_key.h"
#include "engine/evaluation/answer_match.h"
#include "engine/workspace/parts.h"

#include <spdlog/fmt/fmt.h>

#include <cmath>

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
    const auto numbers = fmt::format("p = {:.2g} on {} texts, {}", comparison.pValue, comparison.texts, comparison.ofMeasures ? "sign test" : "McNemar");
    const bool rightAhead = comparison.onlyRight > comparison.onlyLeft;
    const auto& better = rightAhead ? right : left;
    const auto& worse = rightAhead ? left : right;
    if (comparison.pValue < 0.05) return fmt::format("{} is better than {}: {}", better, worse, numbers);
    return fmt::format("{} is not shown to be better than {}: {}", better, worse, numbers);
}

/// Whether an answer reads like one of the right ones.
bool isRightAnswer(const RunRowPrediction& row) {
    JudgedAnswer judged;
    for (const AnswerText& answer : readAnswers(row.truth)) judged.right.push_back(answer.text);
    for (const AnswerText& answer : readAnswers(row.predicted)) judged.predicted = answer.text;
    return answerMetrics({judged}).at("exact_match") > 0;
}

/// How far off a measure is; of anything else, 0 where it is right and 1 where it is not.
double distance(const RunRowPrediction& row, const std::string& task) {
    if (task == "qa") return !isRightAnswer(row);
    if (task != "regression") return row.truth != row.predicted;
    return std::abs(numberIn(row.truth).value_or(0) - numberIn(row.predicted).value_or(0));
}

/// Rows that both runs answered, matched by text and true label: McNemar's test (1947) of what one alone got right; of
/// measures the sign test of which came nearer, which is the same sum.
PairedComparison compareRows(const RunRecord& left, const Rows& leftRows, const RunRecord& right, const Rows& rightRows) {
    const std::string task = left.recipe.task == right.recipe.task ? left.recipe.task : std::string();
    const bool isMeasure = task == "regression";
    PairedComparison comparison {.left = left.id, .right = right.id, .ofMeasures = isMeasure};
    std::multimap<std::pair<std::string, std::string>, double> answers;
    for (const auto& row : leftRows) answers.emplace(std::pair(row.text, row.truth), distance(row, task));
    for (const auto& row : rightRows) {
        const auto found = answers.find({row.text, row.truth});
        if (found == answers.end()) continue;
        const double ofLeft = found->second, ofRight = distance(row, task);
        answers.erase(found);
        ++comparison.texts;
        comparison.onlyLeft += ofLeft < ofRight;
        comparison.onlyRight += ofRight < ofLeft;
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
            // Accuracy is of words where the task is tokens, but rows are sentences; a measure and an answer have none.
            const auto& task = comparison.runs.back().recipe.task;
            const bool ofRows = task != "tokens" && task != "regression" && task != "qa";
            comparison.accuracy.push_back(ofRows ? accuracyInterval(rows.back()) : Interval {});
        }
        for (std::size_t i = 1; i < ids.size(); ++i) {
            const auto found = differences(comparison.runs.front().recipe, comparison.runs[i].recipe);
            comparison.differences.insert(comparison.differences.end(), found.begin(), found.end());
        }
        for (std::size_t left = 0; left < ids.size(); ++left)
            for (std::size_t right = left + 1; right < ids.size(); ++right)
                comparison.paired.push_back(compareRows(comparison.runs[left], rows[left], comparison.runs[right], rows[right]));
        return comparison;
    });
}

}
