// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/weight_average.h"

#include <ATen/core/grad_mode.h>

namespace espalier {

WeightAverage::WeightAverage(Weights weights, double decay) : m_decay(decay) {
    if (!isOn()) return;
    m_weights = std::move(weights);
    for (const auto& [name, weight] : m_weights) m_average[name] = weight.detach().clone();
}

void WeightAverage::update(std::int64_t step) {
    const at::NoGradGuard noGrad;
    for (auto& [name, average] : m_average) {
        const auto& weight = m_weights.at(name);
        // What an average has of a number that is none would stay in it.
        if (step == 1) average.copy_(weight);
        else average.lerp_(weight, 1 - m_decay);
    }
}

void WeightAverage::swap() {
    const at::NoGradGuard noGrad;
    for (auto& [name, average] : m_average) {
        const auto& weight = m_weights.at(name);
        const auto kept = weight.detach().clone();
        weight.copy_(average);
        average.copy_(kept);
    }
}

}
