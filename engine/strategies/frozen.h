// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// The body, pooler included, stays as it is; the classifier alone learns.
class FrozenStrategy final : public Strategy {
public:
    bool bodyIsFrozen() const override { return true; }

protected:
    std::vector<ParameterGroup> choose(Model& model, const Recipe& recipe) const override;
};

}
