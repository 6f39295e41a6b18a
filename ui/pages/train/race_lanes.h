// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/common/run_curves.h"

#include <string>
#include <vector>

namespace espalier {

/// What can be drawn of a race, against steps or seconds of training.
enum class RaceCurve { Score, ValidationLoss, TrainingLoss };

/// One contestant's curves, gathered from a race's events.
struct RaceLane {
    std::string strategy;
    std::int64_t run = 0;
    RunCurves curves;
    Curve loss, validationLoss; ///< over seconds
    std::map<std::string, Curve> validation; ///< metric → over seconds
    double seconds = 0; ///< of training so far

    void add(const RunEvent& event);
    /// `metric`: the one shown as score.
    const Curve& curve(RaceCurve which, bool bySeconds, const std::string& metric) const;
};

/// The contestants in the order in which they run; each lane appears with its first event.
struct RaceLanes {
    std::vector<RaceLane> lanes;
    void add(const RaceEvent& event);
    /// The metric by which lanes are drawn: `wanted` where there is such a curve; empty: none yet.
    std::string metricShown(const std::string& wanted) const;
};

}
