// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/schedule.h"

#include "engine/base/error.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace espalier {
namespace {

constexpr double kSlantedRatio = 32; // of the highest rate to the lowest, as the paper
constexpr double kTimescale = 10'000; // of inverse-sqrt without warm-up, as Transformers

/// Equation 3 of the paper; its cut is the share of the steps that rise.
double slantedFactor(const Recipe::Training& training, std::int64_t step, std::int64_t steps) {
    const double at = static_cast<double>(step), last = static_cast<double>(steps);
    const double cut = training.warmupSteps > 0 ? static_cast<double>(training.warmupSteps) : std::floor(last * training.warmupRatio);
    double height = 0;
    if (at < cut)
        height = at / cut;
    else
        height = std::max(0.0, 1 - (at - cut) / std::max(1.0, last - cut));
    return (1 + height * (kSlantedRatio - 1)) / kSlantedRatio;
}

/// 1 at progress 0, 0 at progress 1.
double cosine(double progress) {
    return std::max(0.0, 0.5 * (1 + std::cos(std::numbers::pi * progress)));
}

double inverseRoot(std::int64_t step, std::int64_t warmup) {
    const double timescale = warmup > 0 ? static_cast<double>(warmup) : kTimescale;
    return 1 / std::sqrt((static_cast<double>(step - warmup) + timescale) / timescale);
}

}

const std::vector<std::string>& scheduleNames() {
    static const std::vector<std::string> names {"linear", "cosine", "cosine-restarts", "polynomial", "inverse-sqrt", "constant", "slanted"};
    return names;
}

std::int64_t warmupStepsOf(const Recipe::Training& training, std::int64_t steps) {
    if (training.warmupSteps > 0) return training.warmupSteps;
    return static_cast<std::int64_t>(std::ceil(static_cast<double>(steps) * training.warmupRatio));
}

double scheduleFactor(const Recipe::Training& training, std::int64_t step, std::int64_t steps) {
    const std::string& kind = training.schedule;
    if (kind == "slanted") return slantedFactor(training, step, steps);
    const std::int64_t warmup = warmupStepsOf(training, steps);
    if (step < warmup) return static_cast<double>(step) / static_cast<double>(std::max<std::int64_t>(1, warmup));
    if (kind == "constant") return 1;
    if (kind == "inverse-sqrt") return inverseRoot(step, warmup);
    const auto length = static_cast<double>(std::max<std::int64_t>(1, steps - warmup));
    const double progress = static_cast<double>(step - warmup) / length;
    if (kind == "linear") return std::max(0.0, static_cast<double>(steps - step) / length);
    if (kind == "cosine") return cosine(progress);
    if (kind == "cosine-restarts")
        return progress >= 1 ? 0 : cosine(std::fmod(static_cast<double>(training.scheduleCycles) * progress, 1.0));
    if (kind == "polynomial")
        return step > steps ? 0 : std::pow(std::max(0.0, 1 - progress), training.schedulePower);
    std::string known;
    for (const std::string& name : scheduleNames()) known += (known.empty() ? "" : ", ") + name;
    failBadInput("there is no schedule " + kind, "training.schedule", "use one of " + known);
}

}
