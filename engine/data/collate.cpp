// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/collate.h"

#include "engine/base/random.h"

#include <algorithm>
#include <numeric>

namespace espalier {
namespace {

/// Keeps the epochs' draws apart from others made with the same seed.
constexpr std::uint64_t kEpochStream = 0x65706F6300000000ull;

}

PackedSequences packSequences(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices) {
    PackedSequences packed;
    std::size_t tokens = 0;
    for (const auto index : indices)
        tokens += examples[static_cast<std::size_t>(index)].ids.size();
    packed.ids.reserve(tokens);
    packed.typeIds.reserve(tokens);
    packed.positions.resize(tokens);
    packed.offsets.reserve(indices.size() + 1);
    auto position = packed.positions.begin();
    for (const auto index : indices) {
        const TokenizedExample& example = examples[static_cast<std::size_t>(index)];
        const auto length = static_cast<std::int64_t>(example.ids.size());
        packed.ids.insert(packed.ids.end(), example.ids.begin(), example.ids.end());
        packed.typeIds.insert(packed.typeIds.end(), example.typeIds.begin(), example.typeIds.end());
        packed.typeIds.resize(packed.ids.size(), 0);
        std::iota(position, position + length, 0);
        position += length;
        packed.offsets.push_back(static_cast<std::int32_t>(packed.ids.size()));
        packed.longest = std::max(packed.longest, length);
    }
    return packed;
}

std::vector<std::int64_t> epochOrder(std::int64_t count, std::uint64_t seed, std::int64_t epoch) {
    return shuffledIndices(count, seed, kEpochStream + static_cast<std::uint64_t>(epoch));
}

std::vector<std::vector<std::int64_t>> lengthSortedBatches(const std::vector<TokenizedExample>& examples,
                                                           std::int64_t batchSize) {
    std::vector<std::int64_t> order(examples.size());
    std::iota(order.begin(), order.end(), 0);
    // Longest first: a batch that does not fit into memory shows at once.
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
        return examples[static_cast<std::size_t>(a)].ids.size() > examples[static_cast<std::size_t>(b)].ids.size();
    });
    const auto size = static_cast<std::size_t>(std::max<std::int64_t>(batchSize, 1));
    std::vector<std::vector<std::int64_t>> batches;
    for (std::size_t i = 0; i < order.size(); i += size)
        batches.emplace_back(order.begin() + static_cast<std::ptrdiff_t>(i),
                             order.begin() + static_cast<std::ptrdiff_t>(std::min(i + size, order.size())));
    return batches;
}

}
