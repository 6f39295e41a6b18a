// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/linear.h"
#include "engine/nn/norm.h"

namespace espalier::nn {

/// Makes the weights of layers under their checkpoint names, uninitialised, float32 on the CPU, in the order of the
/// calls.
class ParameterBuilder {
public:
    explicit ParameterBuilder(ParameterList& parameters) : m_parameters(parameters) { }

    /// Depth and head of what is made from now on.
    void at(int depth, bool isHead = false) { m_depth = depth, m_isHead = isHead; }

    at::Tensor tensor(const std::string& name, at::IntArrayRef shape, bool decays);
    Linear linear(const std::string& name, std::int64_t in, std::int64_t out);
    /// A layer without bias.
    Linear linearWithoutBias(const std::string& name, std::int64_t in, std::int64_t out);
    /// The slot of a layer whose weight was made by tensor() or matrix(); `inputsFirst`: it is (in, out).
    std::shared_ptr<LinearSlot> linearSlot(const at::Tensor& weight, const at::Tensor& bias, bool inputsFirst);
    LayerNorm layerNorm(const std::string& name, std::int64_t size, double eps);
    /// The norm that ends a sub-layer, for residualNorm(): with a slot.
    LayerNorm sublayerNorm(const std::string& name, std::int64_t size, double eps, Sublayer kind);
    /// Layers of the same input that one product serves; biases are apart.
    FusedWeights fused(const std::vector<std::string>& names, std::int64_t in, std::int64_t out,
                       std::vector<at::Tensor>& biases);
    /// The slot of a sub-layer; `norm`: name of the norm that it begins or ends with, made before.
    std::shared_ptr<SublayerSlot> sublayerSlot(const std::string& norm, Sublayer kind);
    /// The slot of an attention; `values`: name of the layer that makes its values, made before; `width` of its keys.
    std::shared_ptr<AttentionSlot> attentionSlot(const std::string& values, std::int64_t width);

    /// The same without biases, blocks of any height: (name, out) each.
    FusedWeights fused(const std::vector<std::pair<std::string, std::int64_t>>& blocks, std::int64_t in);
    /// A table or a layer without bias: (rows, columns) under `name`.weight.
    at::Tensor matrix(const std::string& name, std::int64_t rows, std::int64_t columns) {
        return tensor(name + ".weight", {rows, columns}, true);
    }

private:
    std::shared_ptr<LinearSlot> addSlot(const at::Tensor& weight, const at::Tensor& bias, bool isFused);
    Parameter& find(const std::string& name);
    void add(const std::string& name, const at::Tensor& value, bool decays);
    ParameterList& m_parameters;
    int m_depth = 0;
    bool m_isHead = false;
    std::uint32_t m_linearLayers = 0;
};

}
