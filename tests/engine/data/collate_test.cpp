// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/collate.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace espalier;

namespace {

using Ints = std::vector<std::int32_t>;

TEST(PackSequences, LaysThemEndToEnd) {
    const std::vector<TokenizedExample> examples
        = {{{101, 7, 102}, {}, 0, 0}, {{101, 102}, {}, 1, 0}, {{101, 5, 6, 102}, {0, 0, 1, 1}, 0, 0}};
    const auto packed = packSequences(examples, {2, 0});
    EXPECT_EQ(packed.ids, (Ints {101, 5, 6, 102, 101, 7, 102}));
    EXPECT_EQ(packed.typeIds, (Ints {0, 0, 1, 1, 0, 0, 0}));
    EXPECT_EQ(packed.positions, (Ints {0, 1, 2, 3, 0, 1, 2}));
    EXPECT_EQ(packed.offsets, (Ints {0, 4, 7}));
    EXPECT_EQ(packed.longest, 4);
    EXPECT_EQ(packed.sequences(), 2);
    EXPECT_EQ(packed.tokens(), 7);
    EXPECT_EQ(packSequences(examples, {}).sequences(), 0);
}

TEST(EpochOrder, APermutationFixedBySeedAndEpoch) {
    const auto order = epochOrder(1000, 3, 1);
    EXPECT_EQ(order, epochOrder(1000, 3, 1));
    EXPECT_NE(order, epochOrder(1000, 3, 2));
    EXPECT_NE(order, epochOrder(1000, 4, 1));
    auto sorted = order;
    std::sort(sorted.begin(), sorted.end());
    for (std::int64_t i = 0; i < 1000; ++i)
        EXPECT_EQ(sorted[static_cast<std::size_t>(i)], i);
}

TEST(LengthSortedBatches, LongestFirstEachOnce) {
    std::vector<TokenizedExample> examples(5);
    const std::size_t lengths[] = {2, 9, 4, 9, 1};
    for (std::size_t i = 0; i < 5; ++i)
        examples[i].ids.resize(lengths[i]);
    EXPECT_EQ(lengthSortedBatches(examples, 2), (std::vector<std::vector<std::int64_t>> {{1, 3}, {2, 0}, {4}}));
    EXPECT_TRUE(lengthSortedBatches({}, 2).empty());
}

}
