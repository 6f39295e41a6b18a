// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/mixout.h"

#include "engine/nn/dropout.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

namespace espalier {
namespace {

/// Places of the masks lie beyond those of dropout in the layers.
constexpr std::uint32_t kFirstPlace = 1u << 29;

bool isLinearWeight(const nn::Parameter& parameter) {
    return parameter.decays && parameter.depth > 0 && parameter.value.dim() == 2 && !parameter.sparseGradient
        && !parameter.isFresh && !parameter.isInserted;
}

}

Mixout::Mixout(const std::vector<ParameterGroup>& groups, double p, std::uint64_t seed) : m_p(p), m_seed(seed) {
    if (p == 0) return;
    for (const auto& group : groups)
        for (const auto& parameter : group.parameters)
            if (isLinearWeight(parameter)) m_mixed.push_back({parameter, parameter.value.detach().clone()});
}

void Mixout::mix(std::int64_t step) {
    const at::NoGradGuard noGrad;
    for (std::size_t i = 0; i < m_mixed.size(); ++i) {
        Mixed& mixed = m_mixed[i];
        const auto& value = mixed.parameter.value;
        const kernels::Dropout mask {m_p, m_seed, static_cast<std::uint32_t>(step), kFirstPlace + static_cast<std::uint32_t>(i), nullptr};
        mixed.factors = nn::dropoutFactors(mask, value.size(0), value.size(1), value.options().requires_grad(false));
        mixed.kept = value.detach().clone();
        value.copy_(mixed.start + mixed.factors * (mixed.kept - mixed.start));
    }
}

void Mixout::unmix() {
    const at::NoGradGuard noGrad;
    for (Mixed& mixed : m_mixed) {
        const auto& value = mixed.parameter.value;
        value.copy_(mixed.kept);
        if (value.grad().defined()) value.mutable_grad() = value.grad() * mixed.factors;
        mixed.kept = mixed.factors = at::Tensor();
    }
}

}
