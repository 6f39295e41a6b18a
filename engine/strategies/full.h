// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// Every weight learns at the recipe's rate.
class FullStrategy final : public Strategy {
protected:
    std::vector<ParameterGroup> choose(Model& model, const Recipe& recipe) const override;
};

}
