// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/parameter.h"
#include "engine/training/evaluator.h"

namespace espalier {

/// Remembers the best evaluation and the weights that gave it, and how long there has been no better one.
class BestKeeper {
public:
    /// `metric`: loss (lower is better) or one of the task's (higher is better).
    BestKeeper(std::string metric, std::int64_t patience) : m_metric(std::move(metric)), m_patience(patience) { }

    /// Takes an evaluation made after `step`; copies `weights` where it is the best. Throws Exception for a metric that
    /// the task does not give.
    void offer(const Evaluation& evaluation, std::int64_t step, const std::map<std::string, at::Tensor>& weights);

    bool hasBest() const { return m_bestStep > 0; }
    /// True after `patience` evaluations in a row without gain; never where patience is 0.
    bool exhausted() const { return m_patience > 0 && m_withoutGain >= m_patience; }
    std::int64_t bestStep() const { return m_bestStep; }
    double bestValue() const { return m_bestValue; }
    std::int64_t withoutGain() const { return m_withoutGain; }
    const std::map<std::string, at::Tensor>& weights() const { return m_weights; }
    const std::string& metric() const { return m_metric; }

    /// Puts back what a checkpoint kept.
    void restore(std::int64_t bestStep, double bestValue, std::int64_t withoutGain, std::map<std::string, at::Tensor> weights);

    /// Of the metric. Throws Exception where the task does not give it.
    double valueOf(const Evaluation& evaluation) const;

private:
    std::string m_metric;
    std::int64_t m_patience;
    std::int64_t m_bestStep = 0, m_withoutGain = 0;
    double m_bestValue = 0;
    std::map<std::string, at::Tensor> m_weights;
};

}
