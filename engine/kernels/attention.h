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
    std::int64_t keyHeads = 0; ///< each shared by heads / keyHeads neighbours; 0: as many as heads
    std::int64_t headSize = 0; ///< 0: that of the biases, which else may be undefined
    double scale = 0; ///< of the scores; 0: 1/√size
    bool causal = false; ///< the last query stands at the last key, and none sees the keys after its own
    at::Tensor relative {}; ///< (heads, 2·reach + 1): added to scores by key − query, −reach … reach; undefined: none
    std::int64_t size() const { return headSize ? headSize : queryBias.size(0) / heads; }
    std::int64_t keyGroups() const { return keyHeads ? keyHeads : heads; }
};

/// softmax(q·kᵀ/√d)·v by sequence and head: (Tq, hidden). `statistics` (Tq, heads, 2: peak, 1 / sum) is filled for
/// backward where given.
at::Tensor packedAttentionForward(const PackedAttention& work, at::Tensor* statistics);

/// Writes the gradients of query, key and value into tensors laid out as these are; that of the relative bias is added
/// to `relativeGradient` where it is defined.
void packedAttentionBackward(const PackedAttention& work, const at::Tensor& statistics, const at::Tensor& gradient,
                             const at::Tensor& queryGradient, const at::Tensor& keyGradient,
                             const at::Tensor& valueGradient, const at::Tensor& relativeGradient = {});

}
