// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/full.h"

#include "engine/strategies/grouping.h"

namespace espalier {

std::vector<ParameterGroup> FullStrategy::choose(Model& model, const Recipe& recipe) const {
    std::vector<ParameterGroup> groups;
    addGroups(groups, model.parameters(), 1, recipe.training.weightDecay);
    return groups;
}

}
