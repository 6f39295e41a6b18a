// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/random.h"

namespace espalier {

/// The first of the words with the highest score.
std::int32_t likeliest(const float* scores, std::int64_t words);

/// A word drawn by the softmax of the scores, in double precision; −∞ is never drawn.
std::int32_t drawWord(const float* scores, std::int64_t words, Random& random);

}
