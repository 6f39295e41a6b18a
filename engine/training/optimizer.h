// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// AdamW (Loshchilov & Hutter 2019) as torch's: betas 0.9 and 0.999, eps 1e-8, decoupled decay.
class Optimizer {
public:
    /// Makes all moments at once, so that a machine without room for them says so before the first step.
    explicit Optimizer(std::vector<ParameterGroup> groups);

    std::vector<ParameterGroup>& groups() { return m_groups; }
    const std::vector<ParameterGroup>& groups() const { return m_groups; }
    /// Learning rate of each group where the recipe's rate, schedule included, is `rate`.
    std::vector<double> learningRates(double rate) const;
    /// One update from the gradients there are; a parameter without one stays as it is.
    void step(double rate);

    /// Every tensor of the state under a name, for a checkpoint: `first.<parameter>`, `second.<parameter>`, `steps.<parameter>`.
    std::map<std::string, at::Tensor> state() const;
    std::int64_t stateBytes() const;

private:
    struct Moments {
        std::vector<at::Tensor> first, second, steps; ///< as the group's parameters; steps: scalars
    };
    std::vector<ParameterGroup> m_groups;
    std::vector<Moments> m_moments;
};

}
