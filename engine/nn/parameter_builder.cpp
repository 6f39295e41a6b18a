// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/parameter_builder.h"

#include <ATen/ops/empty.h>

namespace espalier::nn {

void ParameterBuilder::add(const std::string& name, const at::Tensor& value, bool decays) {
    m_parameters.push_back({name, value, m_depth, decays, m_isHead, nullptr});
}

at::Tensor ParameterBuilder::tensor(const std::string& name, at::IntArrayRef shape, bool decays) {
    at::Tensor value = at::empty(shape, at::TensorOptions(at::kFloat));
    add(name, value, decays);
    return value;
}

Linear ParameterBuilder::linear(const std::string& name, std::int64_t in, std::int64_t out) {
    const at::Tensor weight = tensor(name + ".weight", {out, in}, true);
    return {weight, tensor(name + ".bias", {out}, false)};
}

LayerNorm ParameterBuilder::layerNorm(const std::string& name, std::int64_t size, double eps) {
    const at::Tensor weight = tensor(name + ".weight", {size}, false);
    return {weight, tensor(name + ".bias", {size}, false), eps};
}

FusedWeights ParameterBuilder::fused(const std::vector<std::string>& names, std::int64_t in, std::int64_t out,
                                     std::vector<at::Tensor>& biases) {
    FusedWeights weights;
    weights.storage = at::empty({static_cast<std::int64_t>(names.size()) * out, in}, at::TensorOptions(at::kFloat));
    for (std::size_t i = 0; i < names.size(); ++i) {
        weights.blocks.push_back(weights.storage.narrow(0, static_cast<std::int64_t>(i) * out, out).detach());
        add(names[i] + ".weight", weights.blocks.back(), true);
        biases.push_back(tensor(names[i] + ".bias", {out}, false));
    }
    return weights;
}

FusedWeights ParameterBuilder::fused(const std::vector<std::pair<std::string, std::int64_t>>& blocks, std::int64_t in) {
    std::int64_t rows = 0;
    for (const auto& [name, out] : blocks)
        rows += out;
    FusedWeights weights;
    weights.storage = at::empty({rows, in}, at::TensorOptions(at::kFloat));
    rows = 0;
    for (const auto& [name, out] : blocks) {
        weights.blocks.push_back(weights.storage.narrow(0, rows, out).detach());
        add(name + ".weight", weights.blocks.back(), true);
        rows += out;
    }
    return weights;
}

}
