// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/masked_attention.h"

#include "engine/nn/padding.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/zeros.h>

#include <cmath>
#include <limits>

namespace espalier::nn {

namespace {

/// Columns [first, first + heads·size) of rows as (S, heads, longest, size), with the bias where there is one.
at::Tensor headsOf(const at::Tensor& rows, std::int64_t first, const at::Tensor& bias, const Padding& padding,
                   std::int64_t heads, std::int64_t size) {
    const at::Tensor columns = rows.narrow(1, first, heads * size);
    return pad(bias.defined() ? columns + bias : columns, padding, heads);
}

/// Where each query stands among the keys, (S, longest query, 1): the last one at the last key.
at::Tensor placesOf(const Padding& queries, const Padding& keys) {
    return at::arange(queries.longest, keys.lengths.options()).view({1, -1, 1})
        + (keys.lengths - queries.lengths).view({-1, 1, 1});
}

/// True where a query sees a key: (S, 1, longest query or 1, longest key).
at::Tensor seenKeys(const AttentionInputs& inputs, const Padding& queries, const Padding& keys) {
    const at::Tensor key = at::arange(keys.longest, keys.lengths.options()).view({1, 1, -1});
    const at::Tensor seen = key < keys.lengths.view({-1, 1, 1});
    return (inputs.causal ? seen & (key <= placesOf(queries, keys)) : seen).unsqueeze(1);
}

/// The relative bias of each pair: (S, heads, longest query, longest key).
at::Tensor relativeScores(const AttentionInputs& inputs, const Padding& queries, const Padding& keys) {
    const std::int64_t reach = inputs.relative.size(1) / 2;
    const at::Tensor key = at::arange(keys.longest, keys.lengths.options()).view({1, 1, -1});
    const at::Tensor distance = (key - placesOf(queries, keys) + reach).clamp(0, 2 * reach);
    return inputs.relative.index_select(1, distance.reshape({-1}))
        .view({inputs.heads, distance.size(0), queries.longest, keys.longest})
        .transpose(0, 1);
}

}

at::Tensor maskedAttention(const AttentionInputs& inputs) {
    const std::int64_t size = inputs.size(), hidden = inputs.heads * size, groups = inputs.keyGroups();
    const bool together = !inputs.keysValues.defined();
    const at::Tensor& source = together ? inputs.queries : inputs.keysValues;
    const std::int64_t first = together ? hidden : 0;
    const c10::Device device = inputs.queries.device();
    const Padding queries = paddingOf(*inputs.layout.queries, device), keys = paddingOf(*inputs.layout.keys, device);
    const at::Tensor q = headsOf(inputs.queries, 0, inputs.queryBias, queries, inputs.heads, size);
    at::Tensor k = headsOf(source, first, inputs.keyBias, keys, groups, size);
    at::Tensor v = headsOf(source, first + groups * size, inputs.valueBias, keys, groups, size);
    if (groups != inputs.heads) {
        k = k.repeat_interleave(inputs.heads / groups, 1);
        v = v.repeat_interleave(inputs.heads / groups, 1);
    }
    const double scale = inputs.scale != 0 ? inputs.scale : 1 / std::sqrt(static_cast<double>(size));
    const at::Tensor seen = seenKeys(inputs, queries, keys);
    const at::Tensor relative
        = inputs.relative.defined() ? relativeScores(inputs, queries, keys) : at::zeros({1}, q.options());
    constexpr double kNever = -std::numeric_limits<double>::infinity();
    at::Tensor context;
    if (!device.is_cpu()) {
        const at::Tensor mask = inputs.relative.defined() ? relative.masked_fill(seen.logical_not(), kNever) : seen;
        context = at::scaled_dot_product_attention(q, k, v, mask, inputs.dropout.active() ? inputs.dropout.rate : 0.0,
                                                   false, scale);
    } else {
        const at::Tensor scores
            = (at::matmul(q, k.transpose(2, 3)) * scale + relative).masked_fill(seen.logical_not(), kNever);
        at::Tensor probabilities = at::softmax(scores, -1);
        if (inputs.dropout.active())
            probabilities = probabilities * probabilityFactors(inputs, queries, keys, q.options());
        context = at::matmul(probabilities, v);
    }
    return unpad(context, queries);
}

}
