// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/gradients.h"

#include "engine/kernels/adamw.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/_foreach_norm.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/stack.h>

#include <cmath>

namespace espalier {
void releaseGradients(std::vector<ParameterGroup>& groups) {
    for (auto& group : groups) {
        for (auto& parameter : group.parameters) nn::clearGradient(parameter);
    }
}

at::Tensor gradientOf(const nn::Parameter& parameter) {
    const auto& sparse = parameter.sparseGradient;
    if (sparse && sparse->values.defined()) return sparse->values;
    return parameter.value.grad().defined() ? parameter.value.grad().contiguous() : at::Tensor();
}

double jointNorm(const std::vector<at::Tensor>& tensors) {
    const at::NoGradGuard noGrad;
    if (tensors.empty()) return 0;
    if (tensors.front().is_cpu()) return std::sqrt(kernels::squaredNorm(tensors));
    return at::linalg_vector_norm(at::stack(at::_foreach_norm(tensors))).item<double>();
}

double gradientNorm(const std::vector<ParameterGroup>& groups) {
    std::vector<at::Tensor> gradients;
    for (const auto& group : groups) {
        for (const auto& parameter : group.parameters) {
            if (auto gradient = gradientOf(parameter); gradient.defined()) gradients.push_back(std::move(gradient));
        }
    }
    return jointNorm(gradients);
}

void scaleGradients(std::vector<ParameterGroup>& groups, double factor) {
    const at::NoGradGuard noGrad;
    for (auto& group : groups) {
        for (auto& parameter : group.parameters) {
            const auto& sparse = parameter.sparseGradient;
            if (sparse && sparse->values.defined()) sparse->values = sparse->values.mul(factor);
            if (parameter.value.grad().defined()) parameter.value.mutable_grad() = parameter.value.grad().mul(factor);
        }
    }
}

double clippingScale(double norm, double maximum) {
    return maximum > 0 ? std::min(1.0, maximum / (norm + 1e-6)) : 1; // the same guard against 0 as torch's
}

}
