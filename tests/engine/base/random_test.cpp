// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace espalier {
namespace {

using Words = std::array<std::uint32_t, 4>;

TEST(Philox, KnownAnswers) {
    // kat_vectors of Random123 (Salmon et al., SC'11), philox4x32 with 10 rounds.
    EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Words {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    EXPECT_EQ(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
              (Words {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              (Words {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Random, IsFixedBySeedAndStream) {
    Random a(7, 1), b(7, 1), otherStream(7, 2), otherSeed(8, 1);
    const auto first = a.next();
    EXPECT_EQ(first, b.next());
    EXPECT_NE(first, otherStream.next());
    EXPECT_NE(first, otherSeed.next());
    EXPECT_EQ(Random(0).next(), 0x6627e8d5u);
}

TEST(Random, BelowIsEven) {
    Random random(3);
    std::array<int, 7> counts {};
    for (int i = 0; i < 70'000; ++i)
        counts[random.below(7)]++;
    double chiSquare = 0;
    for (int count : counts)
        chiSquare += std::pow(count - 10'000, 2) / 10'000.0;
    EXPECT_LT(chiSquare, 22.5); // 6 degrees of freedom, p = 0.001
    EXPECT_EQ(random.below(1), 0u);
    EXPECT_LT(random.below(1ull << 63), 1ull << 63);
}

TEST(Random, UniformAndNormalHaveTheirMoments) {
    Random random(4);
    double sum = 0, normalSum = 0, normalSquares = 0;
    constexpr int kDraws = 100'000;
    for (int i = 0; i < kDraws; ++i) {
        const double uniform = random.uniform();
        ASSERT_TRUE(uniform >= 0 && uniform < 1);
        sum += uniform;
        const double normal = random.normal();
        ASSERT_TRUE(std::isfinite(normal));
        normalSum += normal, normalSquares += normal * normal;
    }
    EXPECT_NEAR(sum / kDraws, 0.5, 0.004);
    EXPECT_NEAR(normalSum / kDraws, 0, 0.013);
    EXPECT_NEAR(normalSquares / kDraws, 1, 0.018);
}

TEST(Random, ShuffleIsAPermutationFixedBySeed) {
    auto indices = shuffledIndices(1000, 5, 2);
    EXPECT_EQ(indices, shuffledIndices(1000, 5, 2));
    EXPECT_NE(indices, shuffledIndices(1000, 5, 3));
    EXPECT_FALSE(std::is_sorted(indices.begin(), indices.end()));
    std::sort(indices.begin(), indices.end());
    for (std::int64_t i = 0; i < 1000; ++i)
        ASSERT_EQ(indices[static_cast<std::size_t>(i)], i);
    EXPECT_TRUE(shuffledIndices(0, 1).empty());
    EXPECT_TRUE(shuffledIndices(-1, 1).empty());
}

}
}
