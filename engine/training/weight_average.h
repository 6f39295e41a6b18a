// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <string>

namespace espalier {

/// Running average of the weights that learn: after the first step the weights, after each later one
/// decay·average + (1 − decay)·weights, as torch's AveragedModel with get_ema_multi_avg_fn. It is what is measured and kept.
class WeightAverage {
public:
    using Weights = std::map<std::string, at::Tensor>;
    /// Decay 0: there is none, and nothing below does anything.
    WeightAverage(Weights weights, double decay);
    bool isOn() const { return m_decay > 0; }
    /// After the update of `step` (1-based); the weights must be up to date.
    void update(std::int64_t step);
    /// Begins anew at the weights as they are: after they were put back.
    void restart() { update(1); }
    /// Puts the average where the weights are, and the weights where it was; again: back.
    void swap();
    /// The average by name, for checkpoints; empty where there is none.
    const Weights& tensors() const { return m_average; }

private:
    Weights m_weights, m_average;
    double m_decay;
};

/// The average in place of the weights while it lives.
class AveragedWeights {
public:
    explicit AveragedWeights(WeightAverage& average) : m_average(average) { m_average.swap(); }
    ~AveragedWeights() { m_average.swap(); }
    AveragedWeights(const AveragedWeights&) = delete;
    AveragedWeights& operator=(const AveragedWeights&) = delete;

private:
    WeightAverage& m_average;
};

}
