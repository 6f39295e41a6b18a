// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/strategy.h"

#include "engine/strategies/inserted.h"

namespace espalier {

std::vector<ParameterGroup> Strategy::prepare(Model& model, const Recipe& recipe) const {
    removeInserted(model);
    for (nn::Parameter& parameter : model.parameters())
        parameter.value.set_requires_grad(false);
    return choose(model, recipe);
}

std::optional<PeftAdapter> Strategy::peftAdapter(Model&, const Recipe&) const {
    return std::nullopt;
}

}
