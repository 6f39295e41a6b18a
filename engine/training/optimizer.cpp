// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/optimizer.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

namespace espalier {
namespace {

constexpr double kBeta1 = 0.9, kBeta2 = 0.999, kEpsilon = 1e-8;

}

Optimizer::Optimizer(std::vector<ParameterGroup> groups) : m_groups(std::move(groups)) {
    const at::NoGradGuard noGrad;
    for (const auto& group : m_groups) {
        auto& moments = m_moments.emplace_back();
        for (const auto& parameter : group.parameters) {
            moments.first.push_back(at::zeros_like(parameter.value));
            moments.second.push_back(at::zeros_like(parameter.value));
            moments.steps.push_back(at::zeros({}, parameter.value.options().dtype(at::kFloat)));
        }
    }
}

std::vector<double> Optimizer::learningRates(double rate) const {
    std::vector<double> rates;
    for (const auto& group : m_groups) rates.push_back(rate * group.rate);
    return rates;
}

void Optimizer::step(double rate) {
    const at::NoGradGuard noGrad;
    for (std::size_t g = 0; g < m_groups.size(); ++g) {
        const auto& group = m_groups[g];
        std::vector<at::Tensor> parameters, gradients, first, second, steps;
        for (std::size_t i = 0; i < group.parameters.size(); ++i) {
            const auto gradient = nn::denseGradient(group.parameters[i]);
            if (!gradient.defined()) continue;
            parameters.push_back(group.parameters[i].value);
            gradients.push_back(gradient);
            first.push_back(m_moments[g].first[i]);
            second.push_back(m_moments[g].second[i]);
            steps.push_back(m_moments[g].steps[i].add_(1));
        }
        if (parameters.empty()) continue;
        at::_fused_adamw_(parameters, gradients, first, second, {}, steps, rate * group.rate, kBeta1, kBeta2, group.weightDecay,
                          kEpsilon, false, false);
    }
}

std::map<std::string, at::Tensor> Optimizer::state() const {
    std::map<std::string, at::Tensor> tensors;
    for (std::size_t g = 0; g < m_groups.size(); ++g) {
        for (std::size_t i = 0; i < m_groups[g].parameters.size(); ++i) {
            const auto& name = m_groups[g].parameters[i].name;
            tensors["first." + name] = m_moments[g].first[i];
            tensors["second." + name] = m_moments[g].second[i];
            tensors["steps." + name] = m_moments[g].steps[i];
        }
    }
    return tensors;
}

std::int64_t Optimizer::stateBytes() const {
    std::int64_t bytes = 0;
    for (const auto& [name, tensor] : state()) bytes += static_cast<std::int64_t>(tensor.nbytes());
    return bytes;
}

}
