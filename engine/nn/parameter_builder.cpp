// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/parameter_builder.h"

#include "engine/base/error.h"

#include <ATen/ops/empty.h>

namespace espalier::nn {

void ParameterBuilder::add(const std::string& name, const at::Tensor& value, bool decays) {
    m_parameters.push_back({.name = name, .value = value, .depth = m_depth, .decays = decays, .isHead = m_isHead});
}

Parameter& ParameterBuilder::find(const std::string& name) {
    const auto found = std::find_if(m_parameters.rbegin(), m_parameters.rend(),
                                    [&](const Parameter& parameter) { return parameter.name == name; });
    if (found == m_parameters.rend()) fail(ErrorKind::Failed, "no layer is called " + name);
    return *found;
}

std::shared_ptr<LinearSlot> ParameterBuilder::addSlot(const at::Tensor& weight, const at::Tensor& bias, bool isFused) {
    auto slot = std::make_shared<LinearSlot>();
    slot->weight = weight;
    slot->bias = bias;
    slot->isFused = isFused;
    slot->index = m_linearLayers++;
    for (auto parameter = m_parameters.rbegin(); parameter != m_parameters.rend(); ++parameter) {
        if (!parameter->value.is_same(weight)) continue;
        parameter->linear = slot;
        break;
    }
    return slot;
}

at::Tensor ParameterBuilder::tensor(const std::string& name, at::IntArrayRef shape, bool decays) {
    at::Tensor value = at::empty(shape, at::TensorOptions(at::kFloat));
    add(name, value, decays);
    return value;
}

Linear ParameterBuilder::linear(const std::string& name, std::int64_t in, std::int64_t out) {
    const at::Tensor weight = tensor(name + ".weight", {out, in}, true);
    const at::Tensor bias = tensor(name + ".bias", {out}, false);
    return {weight, bias, addSlot(weight, bias, false)};
}

Linear ParameterBuilder::linearWithoutBias(const std::string& name, std::int64_t in, std::int64_t out) {
    const at::Tensor weight = matrix(name, out, in);
    return {weight, {}, addSlot(weight, {}, false)};
}

std::shared_ptr<LinearSlot> ParameterBuilder::linearSlot(const at::Tensor& weight, const at::Tensor& bias,
                                                         bool inputsFirst) {
    auto slot = addSlot(weight, bias, false);
    slot->inputsFirst = inputsFirst;
    return slot;
}

LayerNorm ParameterBuilder::layerNorm(const std::string& name, std::int64_t size, double eps) {
    const at::Tensor weight = tensor(name + ".weight", {size}, false);
    return {weight, tensor(name + ".bias", {size}, false), eps, nullptr};
}

LayerNorm ParameterBuilder::sublayerNorm(const std::string& name, std::int64_t size, double eps, Sublayer kind) {
    LayerNorm norm = layerNorm(name, size, eps);
    norm.slot = sublayerSlot(name, kind);
    return norm;
}

std::shared_ptr<SublayerSlot> ParameterBuilder::sublayerSlot(const std::string& norm, Sublayer kind) {
    return find(norm + ".weight").sublayer = std::make_shared<SublayerSlot>(SublayerSlot {kind});
}

std::shared_ptr<AttentionSlot> ParameterBuilder::attentionSlot(const std::string& values, std::int64_t width) {
    return find(values + ".weight").attention = std::make_shared<AttentionSlot>(AttentionSlot {width});
}

FusedWeights ParameterBuilder::fused(const std::vector<std::string>& names, std::int64_t in, std::int64_t out,
                                     std::vector<at::Tensor>& biases) {
    FusedWeights weights;
    weights.storage = at::empty({static_cast<std::int64_t>(names.size()) * out, in}, at::TensorOptions(at::kFloat));
    for (std::size_t i = 0; i < names.size(); ++i) {
        weights.blocks.push_back(weights.storage.narrow(0, static_cast<std::int64_t>(i) * out, out).detach());
        add(names[i] + ".weight", weights.blocks.back(), true);
        biases.push_back(tensor(names[i] + ".bias", {out}, false));
        weights.slots.push_back(addSlot(weights.blocks.back(), biases.back(), true));
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
        weights.slots.push_back(addSlot(weights.blocks.back(), {}, true));
        rows += out;
    }
    return weights;
}

}
