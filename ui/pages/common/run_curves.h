// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace espalier {

/// Points of one curve; x are steps.
struct Curve {
    std::vector<double> x, y;
    void add(double step, double value) {
        x.push_back(step);
        y.push_back(value);
    }
    bool empty() const { return y.empty(); }
    std::size_t size() const { return y.size(); }
};

/// What is drawn of a further task.
struct TaskCurves {
    Curve training, validationLoss;
    std::map<std::string, Curve> validation; ///< metric → curve
};

/// What a run's events say, gathered so that pages can draw it and put it into words.
struct RunCurves {
    std::optional<RunStarted> started;
    std::optional<StepEvent> last;
    std::optional<RunFinished> finished;
    Curve training, learningRate, gradNorm, validationLoss;
    std::map<std::string, Curve> validation; ///< metric → curve
    std::map<std::string, TaskCurves> further; ///< of the tasks beside the run's first, by name
    Curve general; ///< loss on general text
    std::optional<FeaturesEvent> features; ///< how far a frozen body is with reading the texts
    std::vector<LayersEvent> layers;
    std::vector<MessageEvent> messages;
    std::vector<SampleEvent> samples; ///< what a language model wrote: step 0 before the run, the others with what was kept
    std::int64_t checkpointStep = 0;

    void add(const RunEvent& event);
    /// The validation metric to show: `wanted` where there is such a curve, else the leading one; empty: none yet.
    std::string metricShown(const std::string& wanted) const;
};

}
