// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/linear.h"

#include "engine/kernels/decoding.h"
#include "engine/kernels/parallel.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/mm.h>

namespace espalier::nn {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

thread_local at::ScalarType productType = at::kFloat;

/// What a product of type `type` keeps of an operand: where nobody asked for another type it stays as it is.
at::Tensor kept(const at::Tensor& operand, at::ScalarType type) {
    return type == at::kFloat ? operand : operand.to(type);
}

at::Tensor multiply(const at::Tensor& a, const at::Tensor& b, at::ScalarType type) {
    return type == at::kFloat ? at::mm(a, b) : at::mm(a.to(type), b.to(type)).to(at::kFloat);
}

struct ProductFunction : torch::autograd::Function<ProductFunction> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, const at::Tensor& storage,
                              at::TensorList blocks) {
        std::vector<std::int64_t> sizes;
        bool learns = false;
        for (const at::Tensor& block : blocks) {
            sizes.push_back(block.size(0));
            learns = learns || block.requires_grad();
        }
        // What frozen weights read is not kept; what is kept takes no more room than it is computed in. The backward
        // pass may run in another thread, so the type is kept too.
        ctx->save_for_backward({learns ? kept(x, productType) : at::Tensor(), storage});
        ctx->saved_data["sizes"] = sizes;
        ctx->saved_data["type"] = static_cast<std::int64_t>(productType);
        return multiply(x, storage.t(), productType);
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients) {
        const auto saved = ctx->get_saved_variables();
        const auto sizes = ctx->saved_data["sizes"].toIntVector();
        const auto type = static_cast<at::ScalarType>(ctx->saved_data["type"].toInt());
        const at::Tensor gradient = gradients[0].contiguous();
        variable_list result(2 + sizes.size());
        bool learns = false;
        for (std::size_t i = 0; i < sizes.size(); ++i)
            learns = learns || ctx->needs_input_grad(2 + i);
        if (learns) {
            const at::Tensor weights = multiply(gradient.t(), saved[0], type);
            std::int64_t row = 0;
            for (std::size_t i = 0; i < sizes.size(); row += sizes[i++])
                if (ctx->needs_input_grad(2 + i)) result[2 + i] = weights.narrow(0, row, sizes[i]);
        }
        if (ctx->needs_input_grad(0)) result[0] = multiply(gradient, saved[1], type);
        return result;
    }
};

at::Tensor apply(const at::Tensor& x, const at::Tensor& storage, const std::vector<at::Tensor>& blocks) {
    std::vector<at::Tensor> inputs = blocks;
    inputs.push_back(x);
    if (!records(inputs)) return multiply(x, storage.t(), productType);
    return ProductFunction::apply(x, storage, at::TensorList(blocks));
}

}

ProductPrecision::ProductPrecision(at::ScalarType type) : m_before(productType) {
    productType = type;
}

ProductPrecision::~ProductPrecision() {
    productType = m_before;
}

at::ScalarType productPrecision() {
    return productType;
}

bool records(at::TensorList inputs) {
    return at::GradMode::is_enabled() && std::any_of(inputs.begin(), inputs.end(), [](const at::Tensor& x) {
               return x.defined() && x.requires_grad();
           });
}

bool FusedWeights::isExtended() const {
    return std::any_of(slots.begin(), slots.end(), [](const auto& slot) { return slot->extension != nullptr; });
}

FusedWeights FusedWeights::slice(std::size_t first, std::size_t count) const {
    std::int64_t begin = 0, rows = 0;
    for (std::size_t i = 0; i < first + count; ++i)
        (i < first ? begin : rows) += blocks[i].size(0);
    const auto part = [&](const auto& all) {
        const auto start = all.begin() + static_cast<std::ptrdiff_t>(first);
        return std::decay_t<decltype(all)>(start, start + static_cast<std::ptrdiff_t>(count));
    };
    return {storage.narrow(0, begin, rows), part(blocks), slots.empty() ? slots : part(slots)};
}

namespace {

/// True where the blocks lie one after the other in one memory already.
bool areEndToEnd(const std::vector<at::Tensor>& blocks) {
    std::int64_t next = blocks.front().storage_offset();
    for (const at::Tensor& block : blocks) {
        if (!block.is_contiguous() || !block.is_alias_of(blocks.front()) || block.storage_offset() != next) return false;
        next += block.numel();
    }
    return true;
}

}

void FusedWeights::fuseAgain() {
    if (areEndToEnd(blocks)) {
        std::int64_t rows = 0;
        for (const at::Tensor& block : blocks) rows += block.size(0);
        const at::Tensor first = blocks.front().detach();
        storage = first.as_strided({rows, first.size(1)}, first.strides(), first.storage_offset());
        return;
    }
    storage = at::cat(blocks).detach();
    std::int64_t row = 0;
    for (at::Tensor& block : blocks) {
        block.set_data(storage.narrow(0, row, block.size(0)));
        row += block.size(0);
    }
}

at::Tensor linear(const at::Tensor& x, const Linear& layer) {
    if (!layer.isExtended()) return at::linear(x, layer.weight, layer.bias);
    const at::Tensor y = product(x, layer);
    return layer.bias.defined() ? y + layer.bias : y;
}

at::Tensor product(const at::Tensor& x, const Linear& layer) {
    if (!layer.isExtended()) return product(x, layer.weight);
    const LinearExtension& extension = *layer.slot->extension;
    const at::Tensor input = extension.input(x);
    return extension.output(input, product(input, layer.weight), 0);
}

at::Tensor product(const at::Tensor& x, const at::Tensor& weight) {
    return apply(x, weight.detach(), {weight});
}

at::Tensor product(const at::Tensor& x, const FusedWeights& weights) {
    at::Tensor y = apply(x, weights.storage, weights.blocks);
    std::int64_t column = 0;
    for (const auto& slot : weights.slots) {
        if (slot->extension) y = slot->extension->output(x, y, column);
        column += slot->outputs();
    }
    return y;
}

at::Tensor productOfFew(const at::Tensor& x, const at::Tensor& weight) {
    // From about this many rows on, a product is no longer bound by reading the weights.
    constexpr std::int64_t kFew = 8;
    if (x.size(0) > kFew || !kernels::usable(x) || !weight.is_contiguous()) return at::mm(x, weight.detach().t());
    return kernels::productOfFew(x.contiguous(), weight);
}

}
