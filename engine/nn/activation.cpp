// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/activation.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/tanh.h>

namespace espalier::nn {

namespace {

at::Tensor activate(const at::Tensor& x, Activation activation) {
    switch (activation) {
    case Activation::Gelu: return at::gelu(x);
    case Activation::GeluTanh: return at::gelu(x, "tanh");
    case Activation::Relu: return at::relu(x);
    case Activation::Silu: return at::silu(x);
    case Activation::Tanh: return at::tanh(x);
    }
    return {};
}

}

bool activationFromName(const std::string& name, Activation& activation) {
    static const std::map<std::string, Activation> names {
        {"gelu", Activation::Gelu}, {"gelu_new", Activation::GeluTanh}, {"gelu_pytorch_tanh", Activation::GeluTanh},
        {"relu", Activation::Relu}, {"silu", Activation::Silu}, {"swish", Activation::Silu}, {"tanh", Activation::Tanh}};
    const auto found = names.find(name);
    if (found != names.end()) activation = found->second;
    return found != names.end();
}

at::Tensor biasActivation(const at::Tensor& x, const at::Tensor& bias, Activation activation) { return activate(x + bias, activation); }

}
