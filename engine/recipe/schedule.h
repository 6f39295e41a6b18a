// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/recipe.h"

namespace espalier {

/// linear, cosine, cosine-restarts, polynomial, inverse-sqrt, constant, slanted.
const std::vector<std::string>& scheduleNames();

/// Steps in which the rate rises: warmupSteps, else ceil(warmupRatio·steps).
std::int64_t warmupStepsOf(const Recipe::Training& training, std::int64_t steps);

/// Factor on the learning rate at `step` (0-based) of `steps`: linear warm-up, then linear, cosine or polynomial to 0, cosine
/// with restarts, the inverse square root of the step, or constant, as Transformers' schedulers. "slanted": the slanted
/// triangle of ULMFiT (Howard & Ruder 2018), which rises from 1/32 over the warm-up and falls back to it.
double scheduleFactor(const Recipe::Training& training, std::int64_t step, std::int64_t steps);

}
