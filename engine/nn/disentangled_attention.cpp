// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/disentangled_attention.h"

#include "engine/nn/padding.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/full.h>
#include <ATen/ops/gather.h>
#include <ATen/ops/log.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/where.h>

#include <cmath>

namespace espalier::nn {

namespace {

/// (2·span, hidden) → (heads, size, 2·span).
at::Tensor byHead(const at::Tensor& table, std::int64_t heads) {
    return table.view({table.size(0), heads, -1}).permute({1, 2, 0});
}

/// The rows of (S, heads, n, 2·span) that `rows` (n, m) names: (S, heads, n, m).
at::Tensor pick(const at::Tensor& scores, const at::Tensor& rows) {
    return at::gather(scores, -1, rows.expand({scores.size(0), scores.size(1), rows.size(0), rows.size(1)}));
}

}

at::Tensor RelativePositions::rows(std::int64_t queries, std::int64_t keys) const {
    // Every distance once, from the last query and first key down; a query's row is then a stretch of them.
    const at::Tensor distance = at::arange(queries - 1, -keys, -1, at::TensorOptions(at::kLong));
    at::Tensor bucket = distance;
    if (buckets > 0) {
        // In float32, as the checkpoints were trained: distances on the edge of two buckets depend on it.
        const std::int64_t middle = buckets / 2;
        const at::Tensor far = distance.abs().clamp_min(middle);
        const at::Tensor range
            = at::full({}, static_cast<double>(longest - 1) / static_cast<double>(middle), at::kFloat);
        const at::Tensor log = at::log(far.to(at::kFloat) / static_cast<double>(middle)) / at::log(range);
        const at::Tensor beyond = ((log * static_cast<double>(middle - 1)).ceil().to(at::kLong) + middle);
        bucket = at::where(distance.abs() <= middle, distance, beyond * distance.sign());
    }
    return (bucket + span).clamp(0, 2 * span - 1).unfold(0, keys, 1).flip(0);
}

at::Tensor disentangledAttention(const AttentionInputs& inputs, const RelativePositions& positions,
                                 const RelativeProjections& projections) {
    const PaddedAttention padded(inputs);
    const at::Tensor &q = padded.queries, &k = padded.keys;
    const int terms = 1 + projections.keys.defined() + projections.queries.defined();
    const double scale = 1 / std::sqrt(static_cast<double>(q.size(3) * terms));
    const at::Tensor rows
        = positions.rows(padded.queryPadding.longest, padded.keyPadding.longest).to(inputs.queries.device());
    at::Tensor scores = at::matmul(q, k.transpose(2, 3)) * scale;
    if (projections.keys.defined())
        scores = scores + pick(at::matmul(q, byHead(projections.keys, inputs.heads)), rows) * scale;
    if (projections.queries.defined()) {
        const at::Tensor asked = pick(at::matmul(k, byHead(projections.queries, inputs.heads)), rows.t());
        scores = scores + asked.transpose(2, 3) * scale;
    }
    return unpad(at::matmul(probabilities(scores, inputs, padded), padded.values), padded.queryPadding);
}

}
