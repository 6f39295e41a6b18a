// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/parameter.h"
#include "engine/recipe/recipe.h"

namespace espalier {

/// The numbers of one update.
struct Update {
    std::int64_t step = 1; ///< 1-based
    double learningRate = 0, weightDecay = 0;
};

/// A tensor that an optimizer keeps of each parameter, zeros at first.
struct OptimizerSlot {
    const char* name; ///< in a checkpoint, before the parameter's own
    std::vector<std::int64_t> shape;
};

/// What an optimizer other than AdamW makes of a gradient: plain ATen operations, for any device.
class UpdateRule {
public:
    virtual ~UpdateRule() = default;
    virtual std::vector<OptimizerSlot> slots(at::IntArrayRef shape) const = 0;
    /// Changes `value` and `state` (as slots() of its shape) in place.
    virtual void apply(const at::Tensor& value, const at::Tensor& gradient, const std::vector<at::Tensor>& state,
                       const Update& update) const = 0;
};

/// The recipe's; null where that is AdamW, which Optimizer does itself. Throws Exception for a name that is not known.
std::unique_ptr<UpdateRule> makeUpdateRule(const Recipe::Training& training);

/// Bytes that the recipe's optimizer keeps of a parameter of that shape.
std::int64_t optimizerBytes(const Recipe::Training& training, at::IntArrayRef shape);

}
