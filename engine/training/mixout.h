// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// Mixout (Lee, Cho & Kang 2020): while a step is computed, each element of a linear layer's weight W is with probability p
/// what it was before training, W₀, and the others are W₀ + (W − W₀)/(1 − p), so that the mean stays W. One mask a step,
/// a function of (seed, step, place); biases, norms, embeddings and what was drawn anew are left alone.
class Mixout {
public:
    /// To be made before the first step of a run, resumed ones too. p 0: there is none.
    Mixout(const std::vector<ParameterGroup>& groups, double p, std::uint64_t seed);
    bool isOn() const { return !m_mixed.empty(); }
    void mix(std::int64_t step);
    /// Puts the weights back, and makes of the gradients on the mixed ones those on the weights.
    void unmix();

private:
    struct Mixed {
        nn::Parameter parameter;
        at::Tensor start;
        at::Tensor kept {}, factors {}; ///< of the step: W, and 0 or 1/(1 − p)
    };
    std::vector<Mixed> m_mixed;
    double m_p;
    std::uint64_t m_seed;
};

/// Mixed weights while it lives.
class MixedWeights {
public:
    MixedWeights(Mixout& mixout, std::int64_t step) : m_mixout(mixout) { m_mixout.mix(step); }
    ~MixedWeights() { m_mixout.unmix(); }
    MixedWeights(const MixedWeights&) = delete;
    MixedWeights& operator=(const MixedWeights&) = delete;

private:
    Mixout& m_mixout;
};

}
