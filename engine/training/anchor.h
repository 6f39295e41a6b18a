// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// L2-SP (Li, Grandvalet & Davoine 2018): pulls what was pretrained back to where it started, by λ/2·‖θ − θ₀‖² in the
/// loss. Drawn and inserted weights have no such place. Of a table only the rows that a step reads are pulled.
class Anchor {
public:
    /// Keeps a copy of the weights as they are; `strength` is λ, 0: nothing.
    Anchor(const std::vector<ParameterGroup>& groups, double strength);
    /// Adds its part to the gradients there are.
    void addGradients() const;

private:
    struct Held {
        nn::Parameter parameter;
        at::Tensor start;
    };
    std::vector<Held> m_held;
    double m_strength;
};

}
