// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/norm.h"

#include "engine/kernels/norm.h"
#include "engine/kernels/parallel.h"
#include "engine/nn/dropout.h"
#include "engine/nn/linear.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/layer_norm.h>

namespace espalier::nn {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct ResidualNormFunction : torch::autograd::Function<ResidualNormFunction> {
    using Optional = std::optional<at::Tensor>;

    /// Bias and residual are both there or both not.
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, const at::Tensor& weight,
                              const at::Tensor& shift, const Optional& bias, const Optional& residual, double eps,
                              const kernels::Dropout& dropout) {
        kernels::NormSaved saved;
        at::Tensor output = kernels::residualNormForward(
            x, bias.value_or(at::Tensor()), residual.value_or(at::Tensor()), weight, shift, eps, dropout, &saved);
        ctx->save_for_backward({weight, saved.normalized, saved.inverse, saved.mask});
        ctx->saved_data["scale"] = static_cast<double>(dropout.scale());
        ctx->saved_data["residual"] = bias.has_value();
        return output;
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients) {
        const auto saved = ctx->get_saved_variables();
        const bool hasResidual = ctx->saved_data["residual"].toBool();
        const kernels::NormGradients result
            = kernels::residualNormBackward(gradients[0].contiguous(), saved[0], {saved[1], saved[2], saved[3]},
                                            static_cast<float>(ctx->saved_data["scale"].toDouble()), hasResidual);
        const auto wanted = [&](std::size_t index, const at::Tensor& gradient) {
            return (index < 3 || hasResidual) && ctx->needs_input_grad(index) ? gradient : at::Tensor();
        };
        return {wanted(0, result.x),
                wanted(1, result.weight),
                wanted(2, result.shift),
                wanted(3, result.bias),
                wanted(4, result.residual),
                {},
                {}};
    }
};

at::Tensor fusedNorm(const at::Tensor& x, const at::Tensor& bias, const at::Tensor& residual, const LayerNorm& norm,
                     const kernels::Dropout& dropout) {
    const at::Tensor rows = x.contiguous(), other = residual.defined() ? residual.contiguous() : residual;
    if (!records({rows, bias, other, norm.weight, norm.bias}))
        return kernels::residualNormForward(rows, bias, other, norm.weight, norm.bias, norm.eps, dropout, nullptr);
    const auto optional
        = [](const at::Tensor& tensor) { return tensor.defined() ? std::optional(tensor) : std::nullopt; };
    return ResidualNormFunction::apply(rows, norm.weight, norm.bias, optional(bias), optional(other), norm.eps,
                                       dropout);
}

}

at::Tensor layerNorm(const at::Tensor& x, const LayerNorm& norm) {
    if (kernels::usable(x) && x.dim() == 2) return fusedNorm(x, {}, {}, norm, {});
    return at::layer_norm(x, {x.size(-1)}, norm.weight, norm.bias, norm.eps);
}

at::Tensor residualNorm(const at::Tensor& x, const at::Tensor& bias, const at::Tensor& residual, const LayerNorm& norm,
                        const kernels::Dropout& dropout) {
    if (norm.slot && norm.slot->extension) {
        const at::Tensor output = norm.slot->extension->apply({drop(x + bias, dropout), residual, residual, &norm});
        return layerNorm(residual + output, norm);
    }
    if (kernels::usable(x)) return fusedNorm(x, bias, residual, norm, dropout);
    return layerNorm(residual + drop(x + bias, dropout), norm);
}

}
