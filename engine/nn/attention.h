// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/dropout.h"
#include "engine/nn/extension.h"
#include "engine/nn/sequences.h"

namespace espalier::nn {

/// Projected queries, keys and values, biases not yet added. Self-attention of all tokens: `queries` is (T, 3·hidden),
/// all three side by side, and `keysValues` undefined. Otherwise queries (Tq, hidden), keysValues (Tk, 2·hidden). Where
/// heads share keys, keys and values are keyHeads·headSize wide each.
struct AttentionInputs {
    at::Tensor queries, keysValues;
    at::Tensor queryBias, keyBias, valueBias; ///< (hidden); all undefined: none, and headSize is given
    AttentionLayout layout;
    std::int64_t heads = 1;
    kernels::Dropout dropout; ///< on the probabilities
    std::shared_ptr<AttentionSlot> slot {}; ///< the layer's
    std::int64_t keyHeads = 0; ///< each shared by heads / keyHeads neighbours; 0: as many as heads
    std::int64_t headSize = 0; ///< 0: that of the biases
    double scale = 0; ///< of the scores; 0: 1/√headSize
    bool causal = false; ///< the last query stands at the last key, and none sees the keys after its own
    at::Tensor relative; ///< (heads, 2·reach + 1): added to scores by key − query, −reach … reach; undefined: none

    /// Nothing but what encoders take.
    bool isPlain() const {
        return queryBias.defined() && keyGroups() == heads && scale == 0 && !causal && !relative.defined();
    }
    std::int64_t size() const { return headSize ? headSize : queryBias.size(0) / heads; }
    std::int64_t keyGroups() const { return keyHeads ? keyHeads : heads; }
};

/// softmax(q·kᵀ/√d)·v in each sequence and head: (Tq, hidden). Dropout's rows are query·heads + head.
at::Tensor attention(const AttentionInputs& inputs);

}
