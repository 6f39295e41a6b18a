// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workspace/race.h"

#include "engine/recipe/strategy_info.h"
#include "engine/workspace/event_recorder.h"
#include "engine/workspace/parts.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace espalier {

namespace {

constexpr std::int64_t kEvaluations = 8;

void requireRace(const RaceOptions& options) {
    const std::set<std::string> distinct(options.strategies.begin(), options.strategies.end());
    if (distinct.size() < 2 || distinct.size() != options.strategies.size())
        fail(ErrorKind::Usage, "a race needs at least two strategies, each once", "strategies", "for example full,frozen,lora");
    for (const auto& strategy : options.strategies)
        if (!findStrategyInfo(strategy)) failBadInput("there is no strategy " + strategy, "strategies", "docs/strategies.md lists them");
    if ((options.budgetSteps > 0) == (options.budgetSeconds > 0))
        fail(ErrorKind::Usage, "a race needs one budget: steps or seconds", "budget", "for example 200 steps");
}

/// The steps that fit into `seconds`, by a dry run; at least one.
std::int64_t stepsWithin(double seconds, const Estimate& estimate) {
    return std::max<std::int64_t>(1, static_cast<std::int64_t>((seconds - estimate.featureSeconds) / std::max(1e-6, estimate.secondsPerStep)));
}

RaceEntry entryOf(const RunRecord& run, const std::string& metric) {
    RaceEntry entry {.strategy = run.recipe.strategy.kind, .status = run.status, .error = run.error, .run = run.id, .metrics = run.metrics,
                     .steps = run.step, .trainableParameters = run.trainableParameters, .peakMemoryBytes = run.peakMemoryBytes,
                     .fileBytes = run.fileBytes, .trainSeconds = run.trainSeconds};
    if (const auto found = run.metrics.find(metric); found != run.metrics.end()) entry.score = found->second;
    return entry;
}

}

std::string decidingMetric(const Metrics& metrics) {
    for (const char* leading : {"f1", "accuracy"})
        if (metrics.contains(leading)) return leading;
    for (const auto& [name, ignored] : metrics)
        if (name.find("loss") == std::string::npos) return name;
    return metrics.contains("loss") ? "loss" : std::string();
}

Recipe raceRecipe(const Recipe& base, const std::string& strategy) {
    const auto* info = findStrategyInfo(strategy);
    Recipe recipe = base;
    if (strategy != base.strategy.kind && info) {
        recipe.strategy = {strategy, {}, {}};
        recipe.training.learningRate = info->standardLearningRate;
    }
    if (!base.name.empty() && info) recipe.name = base.name + ", " + info->title;
    return recipe;
}

void fitToSteps(Recipe& recipe, std::int64_t steps, std::int64_t rows) {
    auto& training = recipe.training;
    const auto perStep = std::max<std::int64_t>(1, training.batchSize * training.gradientAccumulation);
    const auto perEpoch = static_cast<double>(std::max<std::int64_t>(1, (rows + perStep - 1) / perStep));
    training.epochs = static_cast<double>(steps) / perEpoch;
    // The trainer rounds up: a last digit must not make a step more of it.
    if (static_cast<std::int64_t>(std::ceil(training.epochs * perEpoch)) != steps) training.epochs = (static_cast<double>(steps) - 0.5) / perEpoch;
    if (training.evaluateEvery == 0) training.evaluateEvery = std::max<std::int64_t>(1, (steps + kEvaluations - 1) / kEvaluations);
}

RaceTable raceTable(const std::string& group, const std::vector<RunRecord>& runs) {
    RaceTable table {.group = group, .metric = {}, .split = {}, .entries = {}};
    for (const auto& run : runs) {
        if (run.group != group) continue;
        if (table.metric.empty()) table.metric = decidingMetric(run.metrics);
        if (table.split.empty()) table.split = run.split;
    }
    for (const auto& run : runs)
        if (run.group == group) table.entries.push_back(entryOf(run, table.metric));
    return table;
}

Result<RaceTable> Workspace::race(const Recipe& recipe, const RaceOptions& options, const CancellationToken& token) {
    return capture([&] {
        requireRace(options);
        workspace::requireValid(recipe);
        std::vector<std::string> notes;
        const auto rows = static_cast<std::int64_t>(workspace::makeJob(*m, recipe, notes).train.size());
        const auto group = m->runs().newGroup("race").value();
        std::vector<RaceEntry> lost;    // those that did not begin
        for (const auto& strategy : options.strategies) {
            std::int64_t run = 0;
            const auto attempt = capture([&] {
                auto own = raceRecipe(recipe, strategy);
                auto steps = options.budgetSteps;
                if (options.budgetSeconds > 0) steps = stepsWithin(options.budgetSeconds, estimate(own, token).value());
                fitToSteps(own, steps, rows);
                TrainOptions how {.output = {}, .events = {}, .group = group, .maxSeconds = options.budgetSeconds};
                how.events = [&](const RunEvent& event) {
                    if (const auto* started = std::get_if<RunStarted>(&event)) run = started->run;
                    if (options.events) options.events({group, strategy, run, event});
                };
                train(own, token, how).value();
                return Done {};
            });
            if (!attempt && run == 0) lost.push_back({.strategy = strategy, .status = token.stopRequested() ? "waiting" : "failed", .error = describe(attempt.error())});
            if (token.stopRequested()) break;
        }
        auto table = espalier::raceTable(group, runs().value());
        for (RaceEntry& entry : lost) {
            const auto sameStrategy = [&](const RaceEntry& other) { return other.strategy == entry.strategy; };
            // One that failed before its first step is a run already.
            if (std::none_of(table.entries.begin(), table.entries.end(), sameStrategy)) table.entries.push_back(std::move(entry));
        }
        return table;
    });
}

Result<RaceTable> Workspace::raceTable(const std::string& group) {
    return capture([&] {
        auto table = espalier::raceTable(group, runs().value());
        if (table.entries.empty()) failNotFound("there is no race " + group, group, "`espalier runs list` shows the groups of runs");
        return table;
    });
}

}
