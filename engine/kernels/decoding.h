// SPDX-License-Identifier: GPL-3.0-or-later
// What generation token by token takes, float32 on the CPU. All of it is bound by memory, not by arithmetic.
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace espalier::kernels {

/// x·Wᵀ for few rows of x, contiguous (n, in), W contiguous (out, in): reads every weight once, however many rows.
at::Tensor productOfFew(const at::Tensor& x, const at::Tensor& weight);

/// Attention of new tokens to the tokens before them, whose keys and values lie in rows of a store.
struct CachedAttentionWork {
    at::Tensor query; ///< (tokens, heads·size); rows may be apart
    at::Tensor keys, values; ///< (rows of the store, keyHeads·size), contiguous
    std::vector<const std::int32_t*> rows; ///< of each token: the rows that it sees, oldest first
    std::vector<std::int64_t> counts; ///< how many
    std::int64_t heads = 1, keyHeads = 1;
    double scale = 1;
    at::Tensor relative; ///< as PackedAttention's; undefined: none
};
/// (tokens, heads·size).
at::Tensor cachedAttention(const CachedAttentionWork& work);

}
