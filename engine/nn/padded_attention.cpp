// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/padded_attention.h"

#include "engine/nn/dropout.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <cmath>
#include <limits>

namespace espalier::nn {

namespace {

/// Rows of a packed stream as rows of a padded (sequences, longest) one.
struct Padding {
    std::int64_t longest = 0;
    at::Tensor slots; ///< (T) int64
    at::Tensor lengths; ///< (S) int64
};

Padding paddingOf(const std::vector<std::int32_t>& offsets, const c10::Device& device) {
    Padding padding;
    std::vector<std::int64_t> slots, lengths;
    for (std::size_t s = 0; s + 1 < offsets.size(); ++s) {
        lengths.push_back(offsets[s + 1] - offsets[s]);
        padding.longest = std::max(padding.longest, lengths.back());
    }
    for (std::size_t s = 0; s < lengths.size(); ++s)
        for (std::int64_t i = 0; i < lengths[s]; ++i)
            slots.push_back(static_cast<std::int64_t>(s) * padding.longest + i);
    padding.slots = at::tensor(slots).to(device);
    padding.lengths = at::tensor(lengths).to(device);
    return padding;
}

/// (T, hidden) → (S, heads, longest, hidden / heads), zeros where there is no token.
at::Tensor pad(const at::Tensor& x, const Padding& padding, std::int64_t heads) {
    const std::int64_t sequences = padding.lengths.size(0), hidden = x.size(1);
    const at::Tensor padded
        = at::zeros({sequences * padding.longest, hidden}, x.options()).index_copy(0, padding.slots, x);
    return padded.view({sequences, padding.longest, heads, hidden / heads}).transpose(1, 2);
}

/// Dropout factors of the probabilities, (S, heads, longest query, longest key), the same as the fused kernel's.
at::Tensor probabilityFactors(const AttentionInputs& inputs, const Padding& queries, const Padding& keys,
                              const at::TensorOptions& options) {
    const std::int64_t total = inputs.layout.queries->back(), heads = inputs.heads;
    kernels::Dropout dropout = inputs.dropout;
    std::vector<std::int32_t> rows;
    for (std::int64_t query = 0; query < total; ++query)
        for (std::int64_t head = 0; head < heads; ++head)
            rows.push_back(static_cast<std::int32_t>(inputs.dropout.row(query) * static_cast<std::uint32_t>(heads)
                                                     + static_cast<std::uint32_t>(head)));
    dropout.rows = std::make_shared<const std::vector<std::int32_t>>(std::move(rows));
    const at::Tensor factors
        = dropoutFactors(dropout, total * heads, keys.longest, options).view({total, heads * keys.longest});
    return pad(factors, queries, heads);
}

}

at::Tensor paddedAttention(const AttentionInputs& inputs) {
    const std::int64_t hidden = inputs.queryBias.size(0);
    const bool together = !inputs.keysValues.defined();
    const at::Tensor source = together ? inputs.queries.narrow(1, hidden, 2 * hidden) : inputs.keysValues;
    const c10::Device device = inputs.queries.device();
    const Padding queries = paddingOf(*inputs.layout.queries, device), keys = paddingOf(*inputs.layout.keys, device);
    const at::Tensor q = pad(inputs.queries.narrow(1, 0, hidden) + inputs.queryBias, queries, inputs.heads);
    const at::Tensor k = pad(source.narrow(1, 0, hidden) + inputs.keyBias, keys, inputs.heads);
    const at::Tensor v = pad(source.narrow(1, hidden, hidden) + inputs.valueBias, keys, inputs.heads);
    // True where a key is a token.
    const at::Tensor mask = (at::arange(keys.longest, keys.lengths.options()).unsqueeze(0) < keys.lengths.unsqueeze(1))
                                .view({-1, 1, 1, keys.longest});
    at::Tensor context;
    if (!device.is_cpu()) {
        context = at::scaled_dot_product_attention(q, k, v, mask, inputs.dropout.active() ? inputs.dropout.rate : 0.0);
    } else {
        const double scale = 1 / std::sqrt(static_cast<double>(hidden / inputs.heads));
        const at::Tensor scores = (at::matmul(q, k.transpose(2, 3)) * scale)
                                      .masked_fill(mask.logical_not(), -std::numeric_limits<double>::infinity());
        at::Tensor probabilities = at::softmax(scores, -1);
        if (inputs.dropout.active())
            probabilities = probabilities * probabilityFactors(inputs, queries, keys, q.options());
        context = at::matmul(probabilities, v);
    }
    return context.transpose(1, 2).reshape({-1, hidden}).index_select(0, queries.slots);
}

}
