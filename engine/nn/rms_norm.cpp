// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/rms_norm.h"

#include "engine/kernels/norm.h"
#include "engine/kernels/parallel.h"
#include "engine/nn/linear.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/mean.h>
#include <ATen/ops/rsqrt.h>

namespace espalier::nn {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct RmsNormFunction : torch::autograd::Function<RmsNormFunction> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, const at::Tensor& weight, double eps) {
        at::Tensor factors;
        at::Tensor output = kernels::rmsNormForward(x, weight, eps, &factors);
        ctx->save_for_backward({x, weight, factors});
        return output;
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients) {
        const auto saved = ctx->get_saved_variables();
        auto [x, weight] = kernels::rmsNormBackward(gradients[0].contiguous(), saved[0], saved[1], saved[2]);
        return {x, ctx->needs_input_grad(1) ? weight : at::Tensor(), {}};
    }
};

}

at::Tensor rmsNorm(const at::Tensor& x, const RmsNorm& norm) {
    if (!kernels::usable(x)) return x * at::rsqrt((x * x).mean(-1, true) + norm.eps) * norm.weight;
    const at::Tensor rows = x.contiguous();
    if (!records({rows, norm.weight})) return kernels::rmsNormForward(rows, norm.weight, norm.eps, nullptr);
    return RmsNormFunction::apply(rows, norm.weight, norm.eps);
}

}
