// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/dropout.h"
#include "engine/nn/extension.h"
#include "engine/nn/sequences.h"

namespace espalier::nn {

/// Projected queries, keys and values, biases not yet added. Self-attention of all tokens: `queries` is (T, 3·hidden),
/// all three side by side, and `keysValues` undefined. Otherwise queries (Tq, hidden), keysValues (Tk, 2·hidden).
struct AttentionInputs {
    at::Tensor queries, keysValues;
    at::Tensor queryBias, keyBias, valueBias; ///< (hidden)
    AttentionLayout layout;
    std::int64_t heads = 1;
    kernels::Dropout dropout; ///< on the probabilities
    std::shared_ptr<AttentionSlot> slot {}; ///< the layer's
};

/// softmax(q·kᵀ/√d)·v in each sequence and head: (Tq, hidden). Dropout's rows are query·heads + head.
at::Tensor attention(const AttentionInputs& inputs);

}
