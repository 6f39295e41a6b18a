// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/top_layers.h"

#include "engine/strategies/grouping.h"

#include <algorithm>

namespace espalier {

std::vector<ParameterGroup> TopLayersStrategy::choose(Model& model, const Recipe& recipe) const {
    const int top = static_cast<int>(model.config().layers),
              count = static_cast<int>(strategySetting(recipe, "layers"));
    nn::ParameterList learning;
    for (const nn::Parameter& parameter : model.parameters())
        if (parameter.isHead || parameter.depth > std::max(0, top - count)) learning.push_back(parameter);
    std::vector<ParameterGroup> groups;
    addGroups(groups, learning, 1, recipe.training.weightDecay);
    return groups;
}

}
