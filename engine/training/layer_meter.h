// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/run_event.h"
#include "engine/strategies/strategy.h"

namespace espalier {

/// Measures how far each layer has moved from where it started, and how hard its gradient pulls. It keeps 8,192 weights of
/// each tensor, spread over it, instead of a second model: enough for a ratio to a per cent or two.
class LayerMeter {
public:
    /// To be made at the starting weights. `all`: every parameter of the model, for the names of its layers.
    LayerMeter(const nn::ParameterList& all, const std::vector<ParameterGroup>& groups);

    /// To be called while the gradients of a step are there.
    void readGradients();
    /// What was read last, with the weights as they are now; all of them must be up to date.
    LayersEvent report(std::int64_t step) const;

private:
    struct Learner {
        nn::Parameter parameter;
        at::Tensor places, start; ///< (k) int64 into the flat weight; (k) what stood there
    };
    std::vector<std::string> m_names; ///< by depth
    std::vector<std::vector<Learner>> m_learners; ///< by depth
    std::vector<double> m_gradNorms; ///< by depth
};

}
