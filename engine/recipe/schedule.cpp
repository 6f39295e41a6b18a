// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/schedule.h"

#include "engine/base/error.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace espalier {

double scheduleFactor(const std::string& schedule, std::int64_t step, std::int64_t steps, double warmupRatio) {
    const auto warmup = static_cast<std::int64_t>(std::ceil(static_cast<double>(steps) * warmupRatio));
    if (step < warmup) return static_cast<double>(step) / static_cast<double>(std::max<std::int64_t>(1, warmup));
    if (schedule == "constant") return 1;
    const auto length = static_cast<double>(std::max<std::int64_t>(1, steps - warmup));
    if (schedule == "linear") return std::max(0.0, static_cast<double>(steps - step) / length);
    if (schedule == "cosine")
        return std::max(0.0, 0.5 * (1 + std::cos(std::numbers::pi * (static_cast<double>(step - warmup) / length))));
    failBadInput("there is no schedule " + schedule, "training.schedule", "use linear, cosine or constant");
}

}
