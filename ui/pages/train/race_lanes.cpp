// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/race_lanes.h"

namespace espalier {

void RaceLane::add(const RunEvent& event) {
    curves.add(event);
    if (const auto* step = std::get_if<StepEvent>(&event)) {
        seconds = step->seconds;
        if (step->task.empty()) loss.add(seconds, step->loss);
    }
    const auto* evaluation = std::get_if<EvaluationEvent>(&event);
    if (!evaluation || evaluation->split != "validation" || !evaluation->task.empty()) return;
    validationLoss.add(seconds, evaluation->loss);
    for (const auto& [name, value] : evaluation->metrics)
        validation[name].add(seconds, value);
}

const Curve& RaceLane::curve(RaceCurve which, bool bySeconds, const std::string& metric) const {
    static const Curve none;
    if (which == RaceCurve::TrainingLoss) return bySeconds ? loss : curves.training;
    if (which == RaceCurve::ValidationLoss) return bySeconds ? validationLoss : curves.validationLoss;
    const auto& all = bySeconds ? validation : curves.validation;
    const auto found = all.find(metric);
    return found == all.end() ? none : found->second;
}

void RaceLanes::add(const RaceEvent& event) {
    if (lanes.empty() || lanes.back().strategy != event.strategy) lanes.push_back({.strategy = event.strategy});
    lanes.back().run = event.run;
    lanes.back().add(event.event);
}

std::string RaceLanes::metricShown(const std::string& wanted) const {
    for (const RaceLane& lane : lanes)
        if (const std::string metric = lane.curves.metricShown(wanted); !metric.empty()) return metric;
    return {};
}

}
