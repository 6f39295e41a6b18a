// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/sampler.h"

#include <algorithm>
#include <cmath>

namespace espalier {

std::int32_t likeliest(const float* scores, std::int64_t words) {
    return static_cast<std::int32_t>(std::max_element(scores, scores + words) - scores);
}

std::int32_t drawWord(const float* scores, std::int64_t words, Random& random) {
    const std::int32_t best = likeliest(scores, words);
    const double peak = static_cast<double>(scores[best]);
    double total = 0;
    for (std::int64_t word = 0; word < words; ++word)
        total += std::exp(static_cast<double>(scores[word]) - peak);
    double left = random.uniform() * total;
    for (std::int64_t word = 0; word < words; ++word) {
        left -= std::exp(static_cast<double>(scores[word]) - peak);
        if (left < 0) return static_cast<std::int32_t>(word);
    }
    return best; // rounding alone leads here, or scores that are not numbers
}

}
