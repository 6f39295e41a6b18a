// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/recipe.h"
#include "engine/training/batch_stream.h"

namespace espalier {

/// Steps that each task gets of an epoch, which has as many as all of them together: `steps` of its own where sampling is
/// proportional, the same for all where it is equal, and in proportion to steps^(1/T) where it goes by a temperature T
/// (Raffel et al. 2020): 1 is proportional, much is equal. Each gets one at the least.
std::vector<std::int64_t> stepsByTask(const std::vector<std::int64_t>& steps, const std::string& sampling, double temperature);

/// Which task each step of a run learns from, and which of its rows; a step is one task's (Liu et al. 2019). An epoch is a
/// shuffled list of its tasks' steps, so all of it is a pure function of (seed, step).
class TaskStream {
public:
    /// Of a task's own steps, the one whose turn it is.
    struct Turn {
        std::size_t task = 0;
        std::int64_t step = 0;
    };
    TaskStream(std::vector<BatchStream> tasks, const std::string& sampling, double temperature, std::uint64_t seed);

    std::int64_t stepsPerEpoch() const { return m_stepsPerEpoch; }
    /// Steps of a run: as Transformers, ceil(epochs × stepsPerEpoch).
    std::int64_t steps(double epochs) const;
    Turn turnOf(std::int64_t step);
    /// Rows of the turn's task, in order.
    std::vector<std::int64_t> rowsOf(const Turn& turn) { return m_tasks[turn.task].rowsOf(turn.step); }

private:
    void drawOrder(std::int64_t epoch);

    std::vector<BatchStream> m_tasks;
    std::vector<std::int64_t> m_shares; ///< stepsByTask()
    std::int64_t m_stepsPerEpoch = 0;
    std::uint64_t m_seed;
    std::int64_t m_epoch = -1;
    std::vector<Turn> m_order; ///< of the epoch
};

}
