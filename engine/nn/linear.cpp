// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/linear.h"

#include "engine/kernels/decoding.h"
#include "engine/kernels/parallel.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/mm.h>

namespace espalier::nn {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct ProductFunction : torch::autograd::Function<ProductFunction> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, const at::Tensor& storage,
                              at::TensorList blocks) {
        ctx->save_for_backward({x, storage});
        std::vector<std::int64_t> sizes;
        for (const at::Tensor& block : blocks)
            sizes.push_back(block.size(0));
        ctx->saved_data["sizes"] = sizes;
        return at::mm(x, storage.t());
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients) {
        const auto saved = ctx->get_saved_variables();
        const auto sizes = ctx->saved_data["sizes"].toIntVector();
        const at::Tensor gradient = gradients[0].contiguous();
        variable_list result(2 + sizes.size());
        bool learns = false;
        for (std::size_t i = 0; i < sizes.size(); ++i)
            learns = learns || ctx->needs_input_grad(2 + i);
        if (learns) {
            const at::Tensor weights = at::mm(gradient.t(), saved[0]);
            std::int64_t row = 0;
            for (std::size_t i = 0; i < sizes.size(); row += sizes[i++])
                if (ctx->needs_input_grad(2 + i)) result[2 + i] = weights.narrow(0, row, sizes[i]);
        }
        if (ctx->needs_input_grad(0)) result[0] = at::mm(gradient, saved[1]);
        return result;
    }
};

at::Tensor apply(const at::Tensor& x, const at::Tensor& storage, const std::vector<at::Tensor>& blocks) {
    std::vector<at::Tensor> inputs = blocks;
    inputs.push_back(x);
    if (!records(inputs)) return at::mm(x, storage.t());
    return ProductFunction::apply(x, storage, at::TensorList(blocks));
}

}

bool records(at::TensorList inputs) {
    return at::GradMode::is_enabled() && std::any_of(inputs.begin(), inputs.end(), [](const at::Tensor& x) {
               return x.defined() && x.requires_grad();
           });
}

FusedWeights FusedWeights::slice(std::size_t first, std::size_t count) const {
    std::int64_t begin = 0, rows = 0;
    for (std::size_t i = 0; i < first + count; ++i)
        (i < first ? begin : rows) += blocks[i].size(0);
    const auto start = blocks.begin() + static_cast<std::ptrdiff_t>(first);
    return {storage.narrow(0, begin, rows), {start, start + static_cast<std::ptrdiff_t>(count)}};
}

void FusedWeights::fuseAgain() {
    storage = at::cat(blocks).detach();
    std::int64_t row = 0;
    for (at::Tensor& block : blocks) {
        block.set_data(storage.narrow(0, row, block.size(0)));
        row += block.size(0);
    }
}

at::Tensor linear(const at::Tensor& x, const Linear& layer) {
    return at::linear(x, layer.weight, layer.bias);
}

at::Tensor product(const at::Tensor& x, const at::Tensor& weight) {
    return apply(x, weight.detach(), {weight});
}

at::Tensor product(const at::Tensor& x, const FusedWeights& weights) {
    return apply(x, weights.storage, weights.blocks);
}

at::Tensor productOfFew(const at::Tensor& x, const at::Tensor& weight) {
    // From about this many rows on, a product is no longer bound by reading the weights.
    constexpr std::int64_t kFew = 8;
    if (x.size(0) > kFew || !kernels::usable(x) || !weight.is_contiguous()) return at::mm(x, weight.detach().t());
    return kernels::productOfFew(x.contiguous(), weight);
}

}
