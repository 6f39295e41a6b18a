// SPDX-License-Identifier: GPL-3.0-or-later
// Search for good settings: a grid or random draws, of which the worst are cut off early.
#pragma once

#include "engine/workspace/workspace.h"

namespace espalier {

/// A field of the recipe and what it may be: texts as they stand in JSON, or two numbers between which values are drawn,
/// evenly over their logarithm.
struct SearchAxis {
    std::string field; ///< "training.learning_rate", "strategy.rank"
    std::vector<std::string> values {};
    double low = 0, high = 0; ///< used where `values` is empty; above 0
};
/// "training.learning_rate=1e-5,5e-5" or "training.learning_rate=1e-5..1e-3". Throws Exception (Usage).
SearchAxis searchAxis(const std::string& text);

struct SearchPlan {
    Recipe recipe;
    std::vector<SearchAxis> axes;
    std::int64_t trials = 0; ///< how many combinations are drawn; 0: all of them
    std::int64_t rounds = 1; ///< 1: each is trained to the end; else successive halving (Jamieson & Talwalkar 2016)
    double keep = 1.0 / 3; ///< share that goes on to the next round, which has 1/keep times the epochs
    std::uint64_t seed = 0; ///< of the draws
};

/// One combination: the settings it has, as JSON.
using SearchValues = std::map<std::string, Json>;

struct SearchTrial {
    std::int64_t run = 0;
    SearchValues values;
    bool measured = false; ///< false: the run failed
    double score = 0; ///< best value of the recipe's early_stopping_metric on the validation data
    bool kept = false; ///< goes on to the next round
};
struct SearchRound {
    double epochs = 0;
    std::size_t planned = 0; ///< trials that it has once it is over
    std::vector<SearchTrial> trials; ///< the best first, once it is over
    bool over() const { return trials.size() == planned; }
};
struct SearchResult {
    std::string group;
    std::vector<SearchRound> rounds;
    const SearchTrial& best() const { return rounds.back().trials.front(); }
};
/// What a search has come to so far: after every trial, and when a round is over.
using SearchSink = std::function<void(const SearchResult&)>;

/// The combinations of a plan, each once. Throws Exception for a plan that has none or too many (1,000).
std::vector<SearchValues> searchCombinations(const SearchPlan& plan);

/// The recipe with these settings; error where a recipe has no such field or it can't be that.
Result<Recipe> withValues(const Recipe& recipe, const SearchValues& values);

/// Trains the combinations in rounds; every round's runs begin anew, since a longer run has another schedule.
Result<SearchResult> searchRecipes(Workspace& workspace, const SearchPlan& plan, const CancellationToken& token = {},
                                   const EventSink& events = {}, const SearchSink& progress = {});

}
