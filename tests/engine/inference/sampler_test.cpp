// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/sampler.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace espalier {

TEST(Sampler, DrawsByTheSoftmax) {
    const std::vector<float> scores {0.5f, -std::numeric_limits<float>::infinity(), 2.0f, -1.0f, 1.0f};
    const auto words = static_cast<std::int64_t>(scores.size());
    constexpr int kDraws = 200'000;
    std::vector<int> counts(scores.size());
    Random random(11);
    for (int i = 0; i < kDraws; ++i)
        ++counts[static_cast<std::size_t>(drawWord(scores.data(), words, random))];
    double total = 0;
    for (const float score : scores)
        total += std::exp(static_cast<double>(score));
    EXPECT_EQ(counts[1], 0);
    // Chi-square with 3 degrees of freedom: above 16.3 once in a thousand.
    double distance = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const double expected = kDraws * std::exp(static_cast<double>(scores[i])) / total;
        if (expected > 0) distance += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    EXPECT_LT(distance, 16.3);
}

TEST(Sampler, TheLikeliestIsTheFirstOfTheHighest) {
    const std::vector<float> scores {1, 3, 2, 3};
    EXPECT_EQ(likeliest(scores.data(), 4), 1);
}

}
