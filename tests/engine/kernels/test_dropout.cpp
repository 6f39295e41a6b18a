// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/dropout.h"

#include "engine/kernels/embedding.h"

#include <ATen/Parallel.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/ones.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>

namespace espalier::kernels::test {

namespace {

using Mask = std::vector<std::uint64_t>;

Mask maskOf(const Dropout& dropout, std::uint32_t row, std::int64_t words) {
    Mask mask(static_cast<std::size_t>(words));
    dropoutMask(dropout, row, words, mask.data());
    return mask;
}

/// Bits in which two masks differ.
int distance(const Mask& a, const Mask& b) {
    int count = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        count += std::popcount(a[i] ^ b[i]);
    return count;
}

}

TEST(Dropout, EveryInstructionSetDrawsTheSameMask) {
    for (const double rate : {0.1, 0.5, 0.001, 0.999}) {
        const Dropout dropout {rate, 0x123456789ABCDEFull, 17, 5, nullptr};
        for (const std::uint32_t row : {0u, 1u, 77777u, 0xFFFFFFFFu}) {
            Mask plain(9);
            plainMask(dropout.key(), row, 0, 9, plain.data());
            EXPECT_EQ(maskOf(dropout, row, 9), plain) << rate << " " << row;
        }
    }
}

TEST(Dropout, DropsTheShareAskedFor) {
    for (const double rate : {0.1, 0.3, 0.9}) {
        const Dropout dropout {rate, 1, 0, 0, nullptr};
        std::int64_t kept = 0;
        const std::int64_t rows = 2000, words = 8, total = rows * words * 64;
        std::vector<std::int64_t> byColumn(64);
        for (std::uint32_t row = 0; row < rows; ++row)
            for (const std::uint64_t word : maskOf(dropout, row, words)) {
                kept += std::popcount(word);
                for (std::size_t bit = 0; bit < 64; ++bit)
                    byColumn[bit] += word >> bit & 1;
            }
        const double deviation = std::sqrt(rate * (1 - rate) / static_cast<double>(total));
        EXPECT_NEAR(static_cast<double>(kept) / total, 1 - rate, 5 * deviation + 1.0 / 65536);
        for (const std::int64_t count : byColumn) // no bit of a word is favoured
            EXPECT_NEAR(static_cast<double>(count) * 64 / total, 1 - rate, 8 * 5 * deviation + 1.0 / 65536);
        EXPECT_NEAR(dropout.scale(), 1 / (1 - rate), 1e-3);
    }
}

TEST(Dropout, SeedStepSiteAndRowEachChangeTheMask) {
    const Dropout base {0.5, 1, 2, 3, nullptr};
    const Mask mask = maskOf(base, 4, 64); // 4096 bits: half of them differ, ± 32
    std::vector<Dropout> others(3, base);
    others[0].seed = 1ull << 32 | 1;
    others[1].step = 3;
    others[2].site = 2;
    for (const Dropout& other : others)
        EXPECT_NEAR(distance(mask, maskOf(other, 4, 64)), 2048, 160);
    EXPECT_NEAR(distance(mask, maskOf(base, 5, 64)), 2048, 160);
    EXPECT_EQ(distance(mask, maskOf(base, 4, 64)), 0);
}

TEST(Dropout, NeighboursAreIndependent) {
    const Dropout dropout {0.5, 9, 1, 1, nullptr};
    int agreeing = 0, total = 0;
    for (std::uint32_t row = 0; row < 200; ++row)
        for (const std::uint64_t word : maskOf(dropout, row, 8)) {
            agreeing += std::popcount(~(word ^ (word >> 1)) & ~(1ull << 63));
            total += 63;
        }
    EXPECT_NEAR(static_cast<double>(agreeing) / total, 0.5, 0.01);
}

TEST(Dropout, MappedRowsAndThreadsDoNotChangeIt) {
    Dropout dropout {0.25, 5, 6, 7, nullptr};
    const at::Tensor x = at::ones({100, 83});
    at::set_num_threads(1);
    const at::Tensor alone = dropoutForward(x, dropout, nullptr);
    at::set_num_threads(2);
    at::Tensor mask;
    const at::Tensor together = dropoutForward(x, dropout, &mask);
    EXPECT_TRUE(at::equal(alone, together));
    EXPECT_TRUE(at::equal(dropoutBackward(x, mask, dropout.scale()), together));
    dropout.rows = std::make_shared<const std::vector<std::int32_t>>(std::vector<std::int32_t> {40, 7, 99});
    const at::Tensor some = dropoutForward(x.narrow(0, 0, 3), dropout, nullptr);
    EXPECT_TRUE(at::equal(some.select(0, 0), alone.select(0, 40)));
    EXPECT_TRUE(at::equal(some.select(0, 2), alone.select(0, 99)));
}

TEST(Dropout, RateZeroIsNone) {
    EXPECT_FALSE(Dropout {}.active());
    EXPECT_EQ(Dropout {}.scale(), 1.0f);
}

}
