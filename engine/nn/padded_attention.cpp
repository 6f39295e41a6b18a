// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/padded_attention.h"

#include "engine/nn/padding.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/scaled_dot_product_attention.h>

#include <cmath>

namespace espalier::nn {

at::Tensor paddedAttention(const AttentionInputs& inputs) {
    const PaddedAttention padded(inputs);
    if (!inputs.queries.is_cpu())
        return unpad(at::scaled_dot_product_attention(padded.queries, padded.keys, padded.values,
                                                      keyMask(padded.keyPadding),
                                                      inputs.dropout.active() ? inputs.dropout.rate : 0.0),
                     padded.queryPadding);
    const double scale = 1 / std::sqrt(static_cast<double>(padded.queries.size(3)));
    const at::Tensor scores = at::matmul(padded.queries, padded.keys.transpose(2, 3)) * scale;
    return unpad(at::matmul(probabilities(scores, inputs, padded), padded.values), padded.queryPadding);
}

}
