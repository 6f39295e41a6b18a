// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/best_keeper.h"

#include "engine/recipe/task_info.h"

#include <ATen/core/grad_mode.h>

namespace espalier {

double BestKeeper::valueOf(const Evaluation& evaluation) const {
    if (m_metric == "loss") return evaluation.loss;
    const auto found = evaluation.metrics.find(m_metric);
    if (found != evaluation.metrics.end()) return found->second;
    std::string known = "loss";
    for (const auto& [name, value] : evaluation.metrics) known += ", " + name;
    failBadInput("there is no metric '" + m_metric + "'", "training.early_stopping_metric", "use one of " + known);
}

void BestKeeper::offer(const Evaluation& evaluation, std::int64_t step, const std::map<std::string, at::Tensor>& weights) {
    const double value = valueOf(evaluation);
    const bool better = !hasBest() || (lowerIsBetter(m_metric) ? value < m_bestValue : value > m_bestValue);
    if (!better) {
        ++m_withoutGain;
        return;
    }
    const at::NoGradGuard noGrad;
    for (const auto& [name, tensor] : weights) {
        auto& kept = m_weights[name];
        if (kept.defined()) kept.copy_(tensor);
        else kept = tensor.detach().clone();
    }
    m_bestValue = value;
    m_bestStep = step;
    m_withoutGain = 0;
}

void BestKeeper::restore(std::int64_t bestStep, double bestValue, std::int64_t withoutGain, std::map<std::string, at::Tensor> weights) {
    m_bestStep = bestStep;
    m_bestValue = bestValue;
    m_withoutGain = withoutGain;
    m_weights = std::move(weights);
}

}
