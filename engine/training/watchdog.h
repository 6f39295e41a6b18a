// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/evaluator.h"

namespace espalier {

/// Notices what a beginner would not: answers that collapsed to one class, learning by heart, a loss that stands still
/// (each is said once), and one that runs away.
class Watchdog {
public:
    /// What a checkpoint keeps of it.
    struct State {
        double lossSum = 0;                     ///< of the steps since the last evaluation
        std::int64_t steps = 0;
        double lastTraining = 0, lastValidation = 0;
        std::int64_t evaluations = 0;
        bool saidCollapse = false, saidOverfitting = false, saidPlateau = false;
        double startLossSum = 0;                ///< of the first steps
        std::int64_t startSteps = 0;
        double average = 0, averageWeight = 0;  ///< of the loss, moving
        double bestValidation = 0;              ///< the lowest that counted as progress
        std::int64_t withoutProgress = 0;       ///< evaluations since
    };

    void sawStep(double loss);
    /// True where the loss has left what it began with far behind, upwards.
    bool hasDiverged() const;
    /// To be called when the weights were put back.
    void restart();
    /// Sentences to tell the user after an evaluation on validation data.
    std::vector<std::string> sawEvaluation(const Evaluation& evaluation, const Task& task);

    const State& state() const { return m_state; }
    void restore(const State& state) { m_state = state; }

private:
    bool standsStill(double validation, double training);
    State m_state;
};

}
