// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/attention.h"

namespace espalier::nn {

/// How distances between tokens become rows of a table of 2·span: span − 1 … 0 for keys that follow, span … for those
/// before, logarithmically beyond the nearest where there are fewer buckets than distances.
struct RelativePositions {
    std::int64_t span = 0;
    std::int64_t buckets = 0; ///< of both directions together; 0: a row for every distance
    std::int64_t longest = 0; ///< distance that the last bucket holds

    /// (queries, keys) int64: the row of query i and key j.
    at::Tensor rows(std::int64_t queries, std::int64_t keys) const;
};

/// Projections of that table: what words ask of distances, and what distances ask of words.
struct RelativeProjections {
    at::Tensor keys; ///< (2·span, hidden): content to position; undefined: not computed
    at::Tensor queries; ///< (2·span, hidden): position to content; undefined: not computed
};

/// softmax((q·kᵀ + q·rkᵀ + k·rqᵀ) / √(d·terms))·v, the second and third by distance (He et al. 2020): (Tq, hidden).
/// Queries are the first tokens of their sequences.
at::Tensor disentangledAttention(const AttentionInputs& inputs, const RelativePositions& positions,
                                 const RelativeProjections& projections);

}
