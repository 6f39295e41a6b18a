// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/gradual.h"

#include "engine/strategies/grouping.h"

#include <cmath>

namespace espalier {
namespace {

struct Stage {
    double epochs = 0;
    std::int64_t steps = 0;
};

/// How long a stage is; where the recipe doesn't say, an equal share of the run for each.
Stage stageOf(const Recipe& recipe, std::size_t stages) {
    const double epochs = strategySetting(recipe, "stage_epochs"), steps = strategySetting(recipe, "stage_steps");
    if (steps > 0) return {0, static_cast<std::int64_t>(steps)};
    return {epochs > 0 ? epochs : recipe.training.epochs / static_cast<double>(stages), 0};
}

}

std::vector<ParameterGroup> GradualStrategy::choose(Model& model, const Recipe& recipe) const {
    std::map<int, nn::ParameterList, std::greater<>> byDepth; // from the head down
    for (const nn::Parameter& parameter : model.parameters())
        byDepth[parameter.depth].push_back(parameter);
    const double decay = strategySetting(recipe, "decay");
    const Stage stage = stageOf(recipe, byDepth.size());
    std::vector<ParameterGroup> groups;
    int index = 0;
    for (const auto& [depth, parameters] : byDepth) {
        const std::size_t first = groups.size();
        addGroups(groups, parameters, std::pow(decay, index), recipe.training.weightDecay);
        for (std::size_t g = first; g < groups.size(); ++g) {
            groups[g].startEpoch = index * stage.epochs;
            groups[g].startStep = index * stage.steps;
        }
        ++index;
    }
    return groups;
}

}
