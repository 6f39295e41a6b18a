// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/low_rank.h"

#include "engine/nn/linear.h"

#include <ATen/ops/mm.h>
#include <ATen/ops/slice_scatter.h>

namespace espalier::nn {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Adds in place; returns x·Aᵀ, (n, rank).
at::Tensor add(const at::Tensor& y, const at::Tensor& x, const at::Tensor& a, const at::Tensor& b, double scale,
               std::int64_t first) {
    at::Tensor narrow = at::mm(x, a.t());
    y.narrow(1, first, b.size(0)).addmm_(narrow, b.t(), 1, scale);
    return narrow;
}

struct LowRankFunction : torch::autograd::Function<LowRankFunction> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& y, const at::Tensor& x, const at::Tensor& a,
                              const at::Tensor& b, double scale, std::int64_t first) {
        ctx->mark_dirty({y});
        ctx->save_for_backward({x, a, b, add(y, x, a, b, scale, first)});
        ctx->saved_data["scale"] = scale;
        ctx->saved_data["first"] = first;
        return y;
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients) {
        const auto saved = ctx->get_saved_variables();
        const at::Tensor &x = saved[0], &a = saved[1], &b = saved[2], &narrow = saved[3];
        const double scale = ctx->saved_data["scale"].toDouble();
        const at::Tensor ofLayer = gradients[0].narrow(1, ctx->saved_data["first"].toInt(), b.size(0));
        const at::Tensor ofNarrow = at::mm(ofLayer, b).mul_(scale); // (n, rank)
        variable_list result(6);
        result[0] = gradients[0];
        if (ctx->needs_input_grad(1)) result[1] = at::mm(ofNarrow, a);
        if (ctx->needs_input_grad(2)) result[2] = at::mm(ofNarrow.t(), x);
        if (ctx->needs_input_grad(3)) result[3] = at::mm(ofLayer.t(), narrow).mul_(scale);
        return result;
    }
};

}

at::Tensor addLowRank(const at::Tensor& y, const at::Tensor& x, const at::Tensor& a, const at::Tensor& b, double scale,
                      std::int64_t first) {
    if (records({y, x, a, b})) return LowRankFunction::apply(y, x, a, b, scale, first);
    add(y, x, a, b, scale, first);
    return y;
}

at::Tensor replaceColumns(const at::Tensor& y, const at::Tensor& part, std::int64_t first) {
    if (part.size(1) == y.size(1)) return part;
    return at::slice_scatter(y, part, 1, first, first + part.size(1));
}

}
