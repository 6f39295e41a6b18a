// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/schedule.h"

#include "engine/base/error.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace espalier {

namespace {

constexpr double kSlantedRatio = 32; // of the highest rate to the lowest, as the paper

/// Equation 3 of the paper; its cut is the share of the steps that rise.
double slantedFactor(std::int64_t step, std::int64_t steps, double share) {
    const double cut = std::floor(static_cast<double>(steps) * share), at = static_cast<double>(step);
    double height = 0;
    if (at < cut)
        height = at / cut;
    else
        height = std::max(0.0, 1 - (at - cut) / std::max(1.0, static_cast<double>(steps) - cut));
    return (1 + height * (kSlantedRatio - 1)) / kSlantedRatio;
}

}

double scheduleFactor(const std::string& schedule, std::int64_t step, std::int64_t steps, double warmupRatio) {
    if (schedule == "slanted") return slantedFactor(step, steps, warmupRatio);
    const auto warmup = static_cast<std::int64_t>(std::ceil(static_cast<double>(steps) * warmupRatio));
    if (step < warmup) return static_cast<double>(step) / static_cast<double>(std::max<std::int64_t>(1, warmup));
    if (schedule == "constant") return 1;
    const auto length = static_cast<double>(std::max<std::int64_t>(1, steps - warmup));
    if (schedule == "linear") return std::max(0.0, static_cast<double>(steps - step) / length);
    if (schedule == "cosine")
        return std::max(0.0, 0.5 * (1 + std::cos(std::numbers::pi * (static_cast<double>(step - warmup) / length))));
    failBadInput("there is no schedule " + schedule, "training.schedule", "use linear, cosine, constant or slanted");
}

}
