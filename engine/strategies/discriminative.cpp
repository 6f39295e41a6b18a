// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/discriminative.h"

#include "engine/strategies/grouping.h"

#include <cmath>

namespace espalier {

std::vector<ParameterGroup> DiscriminativeStrategy::choose(Model& model, const Recipe& recipe) const {
    const double decay = strategySetting(recipe, "decay");
    std::map<int, nn::ParameterList, std::greater<>> byDepth; // from the head down
    for (const auto& parameter : model.parameters()) byDepth[parameter.depth].push_back(parameter);
    std::vector<ParameterGroup> groups;
    const int top = byDepth.empty() ? 0 : byDepth.begin()->first;
    for (const auto& [depth, parameters] : byDepth) {
        addGroups(groups, parameters, std::pow(decay, top - depth), recipe.training.weightDecay);
    }
    return groups;
}

}
