// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace espalier {

/// Sequences of a batch laid end to end, without padding. Sequence i is [offsets[i], offsets[i+1]).
struct PackedSequences {
    std::vector<std::int32_t> ids, typeIds, positions;  ///< (tokens)
    std::vector<std::int32_t> offsets {0};              ///< (sequences + 1)
    std::int64_t longest = 0;
    std::int64_t sequences() const { return static_cast<std::int64_t>(offsets.size()) - 1; }
    std::int64_t tokens() const { return static_cast<std::int64_t>(ids.size()); }
};

/// A token that counts neither for the loss nor for any metric (torch's ignore_index).
inline constexpr std::int32_t kIgnoredLabel = -100;

/// One tokenized example.
struct TokenizedExample {
    std::vector<std::int32_t> ids, typeIds {};  ///< typeIds empty: all 0
    std::int32_t label = -1;                    ///< class; -1: none
    float target = 0;                           ///< regression
    std::vector<std::int32_t> labels {};        ///< class of each token, or kIgnoredLabel; of multilabel, 1 for each label that applies, else 0
    /// Where each token stands in the text, in code points [start, end), -1 for special tokens; of a token with a label,
    /// where its word stands. Empty: not asked for.
    std::vector<std::pair<std::int32_t, std::int32_t>> offsets {};
};

/// Packs the examples at `indices`.
PackedSequences packSequences(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices);

/// Order of an epoch: a permutation of 0 … count-1 drawn from (seed, epoch); the same on every machine.
std::vector<std::int64_t> epochOrder(std::int64_t count, std::uint64_t seed, std::int64_t epoch);

/// Batches for evaluation: indices sorted by length so that a batch holds like with like.
std::vector<std::vector<std::int64_t>> lengthSortedBatches(const std::vector<TokenizedExample>& examples, std::int64_t batchSize);

}
