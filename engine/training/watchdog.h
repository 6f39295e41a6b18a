// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/evaluator.h"

namespace espalier {

/// Notices what a beginner would not: answers that collapsed to one class, and learning by heart. Each is said once.
class Watchdog {
public:
    /// What a checkpoint keeps of it.
    struct State {
        double lossSum = 0;                     ///< of the steps since the last evaluation
        std::int64_t steps = 0;
        double lastTraining = 0, lastValidation = 0;
        std::int64_t evaluations = 0;
        bool saidCollapse = false, saidOverfitting = false;
    };

    void sawStep(double loss);
    /// Sentences to tell the user after an evaluation on validation data.
    std::vector<std::string> sawEvaluation(const Evaluation& evaluation, const Task& task);

    const State& state() const { return m_state; }
    void restore(const State& state) { m_state = state; }

private:
    State m_state;
};

}
