// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workspace/run_groups.h"

#include <ctime>

namespace espalier {
namespace {

std::string baseName(const Recipe& recipe) {
    if (!recipe.name.empty()) return recipe.name;
    const auto* strategy = findStrategyInfo(recipe.strategy.kind);
    return std::filesystem::path(recipe.data.train).stem().string() + ", " + (strategy ? strategy->title : recipe.strategy.kind);
}

bool endedWell(const RunRecord& run) {
    return (run.status == "completed" || run.status == "stopped") && !run.metrics.empty();
}

RunGroup summarized(std::string name, std::vector<RunRecord> runs) {
    RunGroup group {.name = std::move(name), .runs = std::move(runs), .metrics = {}};
    std::map<std::string, std::vector<double>> values;
    for (const auto& run : group.runs) {
        if (!endedWell(run)) continue;
        ++group.measured;
        for (const auto& [metric, value] : run.metrics) values[metric].push_back(value);
    }
    for (const auto& [metric, all] : values)
        if (static_cast<std::int64_t>(all.size()) == group.measured) group.metrics[metric] = meanInterval(all);
    return group;
}

}

std::string groupName(const std::string& what) {
    const std::time_t now = std::time(nullptr);
    std::tm parts {};
    localtime_r(&now, &parts);
    char text[32];
    std::strftime(text, sizeof text, ", %Y-%m-%d %H:%M:%S", &parts);
    return what + text;
}

std::vector<Recipe> recipesOfSeeds(const Recipe& recipe, const std::vector<std::uint64_t>& seeds) {
    std::vector<Recipe> recipes;
    for (const auto seed : seeds) {
        auto& one = recipes.emplace_back(recipe);
        one.training.seed = seed;
        one.name = baseName(recipe) + ", seed " + std::to_string(seed);
    }
    return recipes;
}

std::vector<Recipe> recipesOfFolds(const Recipe& recipe, std::int64_t folds) {
    std::vector<Recipe> recipes;
    for (std::int64_t fold = 1; fold <= folds; ++fold) {
        auto& one = recipes.emplace_back(recipe);
        one.data.folds = folds;
        one.data.fold = fold;
        one.name = baseName(recipe) + ", part " + std::to_string(fold) + " of " + std::to_string(folds);
    }
    return recipes;
}

Result<RunGroup> trainGroup(Workspace& workspace, const std::vector<Recipe>& recipes, const CancellationToken& token, const TrainOptions& options) {
    return capture([&] {
        if (recipes.empty()) failBadInput("there is nothing to train", "recipes");
        auto one = options;
        if (one.group.empty()) one.group = groupName(std::to_string(recipes.size()) + " × " + std::filesystem::path(recipes.front().data.train).stem().string());
        std::vector<RunRecord> runs;
        for (std::size_t i = 0; i < recipes.size(); ++i) {
            if (!options.output.empty()) one.output = options.output / ("run-" + std::to_string(i + 1));
            runs.push_back(workspace.train(recipes[i], token, one).value());
            if (runs.back().status == "interrupted")
                fail(ErrorKind::Interrupted, "run " + std::to_string(runs.back().id) + " was interrupted at a checkpoint, " + std::to_string(recipes.size() - i - 1) + " runs after it were not begun", {},
                     "go on: espalier runs resume " + std::to_string(runs.back().id));
            if (token.stopRequested()) break;
        }
        return summarized(one.group, std::move(runs));
    });
}

Result<RunGroup> runGroup(Workspace& workspace, const std::string& name) {
    return capture([&] {
        auto runs = workspace.runs().value();
        std::erase_if(runs, [&](const RunRecord& run) { return run.group != name; });
        if (name.empty() || runs.empty()) failNotFound("there is no group of runs of that name", name, "look at the list of runs");
        return summarized(name, std::move(runs));
    });
}

}
