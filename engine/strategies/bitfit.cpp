// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/bitfit.h"

#include "engine/strategies/grouping.h"

namespace espalier {

std::vector<ParameterGroup> BitFitStrategy::choose(Model& model, const Recipe& recipe) const {
    nn::ParameterList learning;
    bool anyBias = false;
    for (const nn::Parameter& parameter : model.parameters()) {
        const bool isBias = parameter.name.ends_with("bias");
        anyBias = anyBias || (isBias && !parameter.isHead);
        if (isBias || learnsAlways(parameter)) learning.push_back(parameter);
    }
    if (!anyBias) failBadInput("this model has no biases that could learn", "strategy.kind", "use the strategy lora");
    std::vector<ParameterGroup> groups;
    addGroups(groups, learning, 1, recipe.training.weightDecay);
    return groups;
}

}
