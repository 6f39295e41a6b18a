// SPDX-License-Identifier: GPL-3.0-or-later
// Several runs as one item: the same recipe with several seeds, or the parts of a cross-validation.
#pragma once

#include "engine/evaluation/mean_interval.h"
#include "engine/workspace/workspace.h"

namespace espalier {

/// The recipe once for each seed.
std::vector<Recipe> recipesOfSeeds(const Recipe& recipe, const std::vector<std::uint64_t>& seeds);

/// The recipe once for each part of a cross-validation, which validates it while the others are learnt from.
std::vector<Recipe> recipesOfFolds(const Recipe& recipe, std::int64_t folds);

/// Runs of one item, and what their metrics come to.
struct RunGroup {
    std::string name;
    std::vector<RunRecord> runs;                    ///< oldest first
    std::map<std::string, MeanInterval> metrics;    ///< that every run which ended well has
    std::int64_t measured = 0;                      ///< how many those are
};

/// Trains one after another, under one name. A run that fails does not keep the others from being made; an interruption
/// does (Interrupted). `options.output` receives a folder a run: run-1, run-2 …
Result<RunGroup> trainGroup(Workspace& workspace, const std::vector<Recipe>& recipes, const CancellationToken& token = {},
                            const TrainOptions& options = {});

/// A name for a new group that no other has: what it is, and when it began.
std::string groupName(const std::string& what);

/// The runs of that name; NotFound where there are none.
Result<RunGroup> runGroup(Workspace& workspace, const std::string& name);

}
