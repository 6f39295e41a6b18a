// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/activation.h"

#include "engine/kernels/gelu.h"
#include "engine/kernels/parallel.h"
#include "engine/nn/linear.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/tanh.h>

namespace espalier::nn {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct BiasGeluFunction : torch::autograd::Function<BiasGeluFunction> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, const at::Tensor& bias) {
        at::Tensor derivative;
        at::Tensor output = kernels::biasGeluForward(x, bias, &derivative);
        ctx->save_for_backward({derivative});
        return output;
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients) {
        at::Tensor bias;
        const at::Tensor x = kernels::biasGeluBackward(gradients[0].contiguous(), ctx->get_saved_variables()[0], bias);
        return {x, ctx->needs_input_grad(1) ? bias : at::Tensor()};
    }
};

}

at::Tensor activate(const at::Tensor& x, Activation activation) {
    switch (activation) {
    case Activation::Gelu:
        return at::gelu(x);
    case Activation::GeluTanh:
        return at::gelu(x, "tanh");
    case Activation::Relu:
        return at::relu(x);
    case Activation::Silu:
        return at::silu(x);
    case Activation::Tanh:
        return at::tanh(x);
    }
    return {};
}

bool activationFromName(const std::string& name, Activation& activation) {
    static const std::map<std::string, Activation> names {
        {"gelu", Activation::Gelu}, {"gelu_new", Activation::GeluTanh}, {"gelu_pytorch_tanh", Activation::GeluTanh},
        {"relu", Activation::Relu}, {"silu", Activation::Silu},         {"swish", Activation::Silu},
        {"tanh", Activation::Tanh}};
    const auto found = names.find(name);
    if (found != names.end()) activation = found->second;
    return found != names.end();
}

at::Tensor biasActivation(const at::Tensor& x, const at::Tensor& bias, Activation activation) {
    if (activation != Activation::Gelu || !kernels::usable(x)) return activate(x + bias, activation);
    const at::Tensor rows = x.contiguous();
    return records({rows, bias}) ? BiasGeluFunction::apply(rows, bias) : kernels::biasGeluForward(rows, bias, nullptr);
}

}
