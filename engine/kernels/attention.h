// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/dropout.h"

#include <ATen/core/Tensor.h>

namespace espalier::kernels {

/// Packed attention's operands: rows may be apart (columns of a wider product), columns lie together. float32 on the
/// CPU.
struct PackedAttention {
    at::Tensor query, key, value; ///< (Tq, hidden), (Tk, hidden), (Tk, hidden), biases not added
    at::Tensor queryBias, keyBias, valueBias; ///< (hidden)
    std::shared_ptr<const std::vector<std::int32_t>> queryOffsets, keyOffsets; ///< (S + 1)
    std::int64_t heads = 1;
    Dropout dropout {}; ///< on the probabilities; mask row: row(query)·heads + head
};

/// softmax(q·kᵀ/√d)·v by sequence and head: (Tq, hidden). `statistics` (Tq, heads, 2: peak, 1 / sum) is filled for
/// backward where given.
at::Tensor packedAttentionForward(const PackedAttention& work, at::Tensor* statistics);

/// Writes the gradients of query, key and value into tensors laid out as these are.
void packedAttentionBackward(const PackedAttention& work, const at::Tensor& statistics, const at::Tensor& gradient,
                             const at::Tensor& queryGradient, const at::Tensor& keyGradient,
                             const at::Tensor& valueGradient);

}
