// SPDX-License-Identifier: GPL-3.0-or-later
// What a run does when it diverged.
#include "engine/training/trainer.h"

#include <ATen/core/grad_mode.h>

namespace espalier {
namespace {

constexpr std::int64_t kMostRollbacks = 3;

}

/// Puts the best weights back, or those that the run began with, and goes on at a tenth of the rate; where that was
/// tried in vain or can't be done, the run has failed. The same at every repetition, whenever checkpoints were made.
void Trainer::rollBack(const std::string& why) {
    const bool fromStart = !m_best.hasBest();
    if (m_state.rollbacks >= kMostRollbacks || (fromStart && !m_setup.startingWeights)) {
        m_failure = "training diverged: " + why + "; use a lower learning rate, more warm-up, or gradient clipping at 1";
        return;
    }
    {
        const at::NoGradGuard noGrad;
        const auto good = fromStart ? m_setup.startingWeights() : m_best.weights();
        for (auto& [name, weight] : m_weights) weight.copy_(good.at(name));
    }
    dropGradients();
    m_optimizer->restart();
    m_average->restart();
    for (auto& learner : m_learners) learner.watchdog.restart();
    if (fromStart) m_general.reset();
    ++m_state.rollbacks;
    m_state.restartedAt = m_state.step;
    m_state.evaluationDue = false;
    const std::string where = fromStart ? "those that it began with" : "those of step " + std::to_string(m_best.bestStep()) + ", the best so far";
    say("warning", "Training diverged: " + why + ". The weights are put back to " + where
            + ", and the run goes on with a tenth of its learning rate.");
}

}
