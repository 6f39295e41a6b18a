// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/attention.h"

namespace espalier::nn {

/// Rows of a packed stream as rows of a padded (sequences, longest) one.
struct Padding {
    std::int64_t longest = 0;
    at::Tensor slots; ///< (T) int64
    at::Tensor lengths; ///< (S) int64
};

Padding paddingOf(const std::vector<std::int32_t>& offsets, const c10::Device& device);

/// (T, hidden) → (S, heads, longest, hidden / heads), zeros where there is no token.
at::Tensor pad(const at::Tensor& x, const Padding& padding, std::int64_t heads);
/// (S, heads, longest, hidden / heads) → (T, hidden).
at::Tensor unpad(const at::Tensor& x, const Padding& padding);

/// (S, 1, 1, longest), true where a key is a token.
at::Tensor keyMask(const Padding& keys);

/// Dropout factors of the probabilities, (S, heads, longest query, longest key), the same as the fused kernel's.
at::Tensor probabilityFactors(const AttentionInputs& inputs, const Padding& queries, const Padding& keys,
                              const at::TensorOptions& options);

/// Queries, keys and values of an attention, biases added.
struct PaddedAttention {
    PaddedAttention(const AttentionInputs& inputs);
    Padding queryPadding, keyPadding;
    at::Tensor queries, keys, values; ///< (S, heads, longest, size)
};

/// softmax of scores (S, heads, longest query, longest key), with the dropout of the inputs.
at::Tensor probabilities(const at::Tensor& scores, const AttentionInputs& inputs, const PaddedAttention& padded);

}
