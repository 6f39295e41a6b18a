// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/common/run_curves.h"

#include <algorithm>

namespace espalier {

namespace {

struct Gather {
    RunCurves& curves;

    void operator()(const RunStarted& event) const { curves.started = event; }
    void operator()(const FeaturesEvent& event) const { curves.features = event; }
    void operator()(const StepEvent& event) const {
        const auto step = static_cast<double>(event.step);
        curves.last = event;
        (event.task.empty() ? curves.training : curves.further[event.task].training).add(step, event.loss);
        curves.gradNorm.add(step, event.gradNorm);
        // Groups differ by a fixed factor; the fastest one is the recipe's rate.
        if (!event.learningRates.empty())
            curves.learningRate.add(step, *std::max_element(event.learningRates.begin(), event.learningRates.end()));
    }
    void operator()(const EvaluationEvent& event) const {
        const auto step = static_cast<double>(event.step);
        if (event.split == "general") curves.general.add(step, event.loss);
        if (event.split != "validation") return;
        TaskCurves* further = event.task.empty() ? nullptr : &curves.further[event.task];
        (further ? further->validationLoss : curves.validationLoss).add(step, event.loss);
        for (const auto& [name, value] : event.metrics)
            if (name != "loss") (further ? further->validation : curves.validation)[name].add(step, value);
    }
    void operator()(const LayersEvent& event) const { curves.layers.push_back(event); }
    void operator()(const CheckpointEvent& event) const { curves.checkpointStep = event.step; }
    void operator()(const SampleEvent& event) const { curves.samples.push_back(event); }
    void operator()(const MessageEvent& event) const { curves.messages.push_back(event); }
    void operator()(const RunFinished& event) const { curves.finished = event; }
};

}

void RunCurves::add(const RunEvent& event) {
    std::visit(Gather {*this}, event);
}

std::string RunCurves::metricShown(const std::string& wanted) const {
    if (validation.contains(wanted)) return wanted;
    Metrics latest;
    for (const auto& [name, curve] : validation)
        latest[name] = curve.y.empty() ? 0 : curve.y.back();
    return leadingMetric(latest);
}

}
