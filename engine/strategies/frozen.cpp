// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/frozen.h"

#include "engine/strategies/grouping.h"

namespace espalier {

std::vector<ParameterGroup> FrozenStrategy::choose(Model& model, const Recipe& recipe) const {
    nn::ParameterList learning;
    for (const auto& parameter : model.parameters()) {
        if (isClassifier(parameter)) learning.push_back(parameter);
    }
    if (learning.empty()) failBadInput("this model has no head that could learn alone", "strategy.kind", "use the strategy full");
    std::vector<ParameterGroup> groups;
    addGroups(groups, learning, 1, recipe.training.weightDecay);
    return groups;
}

}
