// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/run_event.h"
#include "engine/store/run_store.h"

namespace espalier {

/// An event of a race: which run of it says what.
struct RaceEvent {
    std::string group, strategy;
    std::int64_t run = 0;
    RunEvent event;
};

/// Several strategies on the same data, from the same seed, under one budget; one of the two is > 0.
struct RaceOptions {
    std::vector<std::string> strategies;    ///< kinds, in the order in which they run
    std::int64_t budgetSteps = 0;
    double budgetSeconds = 0;               ///< of training; evaluations are not counted
    std::function<void(const RaceEvent&)> events {};
};

/// What came of a strategy in a race.
struct RaceEntry {
    std::string strategy, status, error;    ///< status as of a run; waiting where its turn did not come
    std::int64_t run = 0;                   ///< 0: it never was one
    double score = 0;                       ///< by the race's metric
    Metrics metrics {};
    std::int64_t steps = 0, trainableParameters = 0, peakMemoryBytes = 0, fileBytes = 0;
    double trainSeconds = 0;
    bool hasScore() const { return !metrics.empty(); }
};

/// The table that a race ends in.
struct RaceTable {
    std::string group, metric;              ///< the metric that decides; empty: no run has one
    std::string split;                      ///< the data it was measured on
    std::vector<RaceEntry> entries;
};

/// The metric by which runs are judged: f1 of entities, else accuracy, else the first that is no loss, else the loss.
std::string decidingMetric(const Metrics& metrics);

/// The recipe of a contestant: the base's own strategy keeps its settings and rate, another one has its usual ones.
Recipe raceRecipe(const Recipe& base, const std::string& strategy);

/// Fits a recipe to so many steps on so many rows, with at most eight evaluations where it doesn't say how many.
void fitToSteps(Recipe& recipe, std::int64_t steps, std::int64_t rows);

RaceTable raceTable(const std::string& group, const std::vector<RunRecord>& runs);

}
