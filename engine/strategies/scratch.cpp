// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/scratch.h"

#include "engine/strategies/grouping.h"

namespace espalier {

std::vector<ParameterGroup> ScratchStrategy::choose(Model& model, const Recipe& recipe) const {
    drawWeights(model, recipe.training.seed);
    std::vector<ParameterGroup> groups;
    addGroups(groups, model.parameters(), 1, recipe.training.weightDecay);
    return groups;
}

}
