// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/memory.h"

#include <chrono>
#include <cstdint>

namespace espalier {

/// Seconds since it was made.
class Stopwatch {
public:
    double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_started).count();
    }

private:
    std::chrono::steady_clock::time_point m_started = std::chrono::steady_clock::now();
};

/// What a run has done in how long; counts steps alone, so that evaluations and checkpoints don't blur the rates.
struct Meters {
    double stepSeconds = 0, evaluationSeconds = 0;
    double featureSeconds = 0; ///< of a frozen body's one pass over the training rows, in this process
    std::int64_t steps = 0, rows = 0, tokens = 0, evaluatedRows = 0;

    double trainSeconds() const { return stepSeconds + featureSeconds; }
    double samplesPerSecond() const { return rate(rows, trainSeconds()); }
    double tokensPerSecond() const { return rate(tokens, trainSeconds()); }
    double evalSamplesPerSecond() const { return rate(evaluatedRows, evaluationSeconds); }
    /// Seconds that the steps left and the rows still to be evaluated will take. Before the first evaluation a row's
    /// time is taken from the steps': without gradient it costs about a third.
    double remaining(std::int64_t stepsLeft, std::int64_t rowsToEvaluate) const;

private:
    static double rate(std::int64_t count, double seconds) { return seconds > 0 ? static_cast<double>(count) / seconds : 0; }
};

}
