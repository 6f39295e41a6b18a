// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace espalier::nn {

/// T5's relative position bias (Raffel et al. 2020): a number for each head and bucket of distances.
struct RelativeBias {
    at::Tensor weight; ///< (buckets, heads)
    std::int64_t maxDistance = 128;
    bool bidirectional = true; ///< false: keys after the query share the bucket of its own place
};

/// What is added to scores by distance, (heads, 2·reach + 1): key − query from −reach to reach.
at::Tensor relativeScores(const RelativeBias& bias, std::int64_t reach);

}
