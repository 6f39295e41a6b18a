// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workspace/search.h"

#include "engine/workspace/run_groups.h"

#include <algorithm>
#include <cmath>

namespace espalier {
namespace {

std::string valuesText(const SearchValues& values) {
    std::string text;
    for (const auto& [field, value] : values)
        text += (text.empty() ? "" : ", ") + field.substr(field.rfind('.') + 1) + " " + (value.is_string() ? value.get<std::string>() : toText(value));
    return text;
}

/// The best value of the metric that a run saw on its validation data: test data has no say in a choice.
void measure(Workspace& workspace, const std::string& metric, SearchTrial& trial) {
    for (const auto& event : workspace.events(trial.run).value()) {
        const auto* evaluation = std::get_if<EvaluationEvent>(&event);
        if (!evaluation || evaluation->split != "validation" || !evaluation->task.empty()) continue;
        const auto found = evaluation->metrics.find(metric);
        if (metric != "loss" && found == evaluation->metrics.end()) continue;
        const double value = metric == "loss" ? evaluation->loss : found->second;
        if (!std::isfinite(value)) continue;
        if (!trial.measured || (lowerIsBetter(metric) ? value < trial.score : value > trial.score)) trial.score = value;
        trial.measured = true;
    }
}

class Search {
public:
    Search(Workspace& workspace, const SearchPlan& plan, const CancellationToken& token, const EventSink& events, const SearchSink& progress)
        : m_workspace(workspace), m_plan(plan), m_token(token), m_events(events), m_progress(progress) { }

    SearchResult run() {
        if (m_plan.rounds < 1 || !(m_plan.keep > 0 && m_plan.keep < 1)) failBadInput("a search has at least one round and keeps a share between 0 and 1", "rounds");
        auto candidates = searchCombinations(m_plan);
        for (const auto& values : candidates) checkValues(values);
        m_result.group = groupName("search " + std::filesystem::path(m_plan.recipe.data.train).stem().string());
        for (std::int64_t round = 0; round < m_plan.rounds; ++round) {
            const double epochs = m_plan.recipe.training.epochs * std::pow(m_plan.keep, static_cast<double>(m_plan.rounds - 1 - round));
            auto& done = m_result.rounds.emplace_back(SearchRound {.epochs = epochs, .planned = candidates.size(), .trials = {}});
            runRound(candidates, done);
            candidates.clear();
            const auto kept = std::max<std::size_t>(1, static_cast<std::size_t>(std::floor(static_cast<double>(done.trials.size()) * m_plan.keep + 1e-9)));
            for (std::size_t i = 0; i < std::min(kept, done.trials.size()); ++i) {
                if (!done.trials[i].measured) break;
                done.trials[i].kept = round + 1 < m_plan.rounds;
                candidates.push_back(done.trials[i].values);
            }
            tell();
            if (candidates.empty()) fail(ErrorKind::Failed, "no run of the search has a result on validation data", m_result.group, "look at the runs' errors");
        }
        return std::move(m_result);
    }

private:
    void checkValues(const SearchValues& values) const {
        const auto findings = validate(withValues(m_plan.recipe, values).value());
        if (!findings.empty()) failBadInput(findings.front().message, findings.front().field, findings.front().cure);
    }

    void runRound(const std::vector<SearchValues>& candidates, SearchRound& round) {
        const auto& metric = m_plan.recipe.training.earlyStoppingMetric;
        for (const auto& values : candidates) {
            auto recipe = withValues(m_plan.recipe, values).value();
            recipe.training.epochs = round.epochs;
            recipe.name = valuesText(values);
            const auto run = m_workspace.train(recipe, m_token, {.output = {}, .events = m_events, .group = m_result.group}).value();
            if (m_token.stopRequested()) fail(ErrorKind::Interrupted, "the search was stopped in run " + std::to_string(run.id), m_result.group);
            SearchTrial trial {.run = run.id, .values = values};
            measure(m_workspace, metric, trial);
            round.trials.push_back(std::move(trial));
            if (!round.over()) tell();
        }
        std::stable_sort(round.trials.begin(), round.trials.end(), [&](const auto& a, const auto& b) {
            if (a.measured != b.measured) return a.measured;
            return lowerIsBetter(metric) ? a.score < b.score : a.score > b.score;
        });
    }

    void tell() const {
        if (m_progress) m_progress(m_result);
    }

    Workspace& m_workspace;
    const SearchPlan& m_plan;
    const CancellationToken& m_token;
    const EventSink& m_events;
    const SearchSink& m_progress;
    SearchResult m_result {};
};

}

Result<SearchResult> searchRecipes(Workspace& workspace, const SearchPlan& plan, const CancellationToken& token, const EventSink& events,
                                   const SearchSink& progress) {
    return capture([&] { return Search(workspace, plan, token, events, progress).run(); });
}

}
