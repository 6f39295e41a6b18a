// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/layer_meter.h"

#include "engine/training/gradients.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <cmath>

namespace espalier {
namespace {

constexpr std::int64_t kSample = 8192;

/// `count` places in 0 … size − 1, one in each of as many equal stretches; where in it goes by the golden ratio, so that
/// no column of a matrix is favoured.
at::Tensor spreadPlaces(std::int64_t size) {
    const std::int64_t count = std::min(size, kSample);
    auto places = at::empty({count}, at::kLong);
    auto* values = places.mutable_data_ptr<std::int64_t>();
    const double stretch = static_cast<double>(size) / static_cast<double>(count);
    for (std::int64_t i = 0; i < count; ++i) {
        const double share = static_cast<double>(i) * 0.6180339887498949;
        const double within = size == count ? 0 : share - std::floor(share);
        values[i] = std::min(size - 1, static_cast<std::int64_t>((static_cast<double>(i) + within) * stretch));
    }
    return places;
}

double squares(const at::Tensor& values) {
    return values.square().sum().item<double>();
}

}

LayerMeter::LayerMeter(const nn::ParameterList& all, const std::vector<ParameterGroup>& groups) {
    const at::NoGradGuard noGrad;
    int deepest = 0;
    for (const auto& parameter : all) deepest = std::max(deepest, parameter.depth);
    for (int depth = 0; depth <= deepest; ++depth)
        m_names.push_back(depth == 0 ? "embeddings" : depth == deepest ? "head" : "layer " + std::to_string(depth));
    m_learners.resize(m_names.size());
    m_gradNorms.resize(m_names.size());
    for (const auto& group : groups) {
        for (const auto& parameter : group.parameters) {
            const auto depth = static_cast<std::size_t>(std::clamp(parameter.depth, 0, deepest));
            const auto places = spreadPlaces(parameter.value.numel()).to(parameter.value.device());
            m_learners[depth].push_back({parameter, places, parameter.value.detach().reshape({-1}).index_select(0, places)});
        }
    }
}

void LayerMeter::readGradients() {
    for (std::size_t depth = 0; depth < m_learners.size(); ++depth) {
        std::vector<at::Tensor> gradients;
        for (const auto& learner : m_learners[depth]) {
            if (auto gradient = gradientOf(learner.parameter); gradient.defined()) gradients.push_back(std::move(gradient));
        }
        m_gradNorms[depth] = jointNorm(gradients);
    }
}

LayersEvent LayerMeter::report(std::int64_t step) const {
    const at::NoGradGuard noGrad;
    LayersEvent event {.step = step, .names = m_names, .weightChange = {}, .gradNorm = m_gradNorms};
    for (const auto& learners : m_learners) {
        double moved = 0, start = 0, now = 0;
        for (const auto& [parameter, places, before] : learners) {
            const auto values = parameter.value.detach().reshape({-1}).index_select(0, places);
            const double each = static_cast<double>(parameter.value.numel()) / static_cast<double>(places.numel());
            moved += each * squares(values.sub(before));
            start += each * squares(before);
            now += each * squares(values);
        }
        // What began at 0 (a fresh bias alone) is measured by where it is now.
        const double length = start > 0 ? start : now;
        event.weightChange.push_back(length > 0 ? std::sqrt(moved / length) : 0);
    }
    return event;
}

}
