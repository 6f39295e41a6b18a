// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/kept_weights.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>

namespace espalier {

void KeptWeights::keep(const at::Tensor& weight) {
    const bool isKept
        = std::any_of(m_weights.begin(), m_weights.end(), [&](const auto& one) { return one.first.is_same(weight); });
    if (!isKept) m_weights.emplace_back(weight, weight.detach().clone());
}

void KeptWeights::restore() {
    const at::NoGradGuard noGrad;
    for (auto& [weight, values] : m_weights) {
        if (weight.sizes() == values.sizes())
            weight.copy_(values);
        else
            weight.set_data(values.clone()); // a head of other labels stood there
    }
}

}
