// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/model.h"
#include "engine/recipe/strategy_info.h"

#include <memory>

namespace espalier {

/// Parameters that share a learning rate and weight decay. `rate` multiplies the recipe's learning rate.
struct ParameterGroup {
    nn::ParameterList parameters;
    double rate = 1, weightDecay = 0;
};

/// Decides what of a model learns, and how fast.
class Strategy {
public:
    virtual ~Strategy() = default;
    /// Sets requiresGrad on every parameter and returns those that learn, grouped by rate and decay.
    virtual std::vector<ParameterGroup> prepare(Model& model, const Recipe& recipe) const = 0;
    /// True where the body never changes, so that features() can be computed once.
    virtual bool bodyIsFrozen() const { return false; }
};

/// Error where the kind is not known (lists those that are).
Result<std::unique_ptr<Strategy>> makeStrategy(const Recipe& recipe);

}
