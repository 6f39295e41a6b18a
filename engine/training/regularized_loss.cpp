// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/regularized_loss.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/bincount.h>
#include <ATen/ops/log_softmax.h>

namespace espalier {
namespace {

/// N / (C·n) of each class, as scikit-learn's "balanced": the mean over all rows is 1. A class without rows counts as
/// one row.
at::Tensor balancedWeights(const at::Tensor& targets, std::int64_t classes) {
    const at::Tensor counts = at::bincount(targets.masked_select(targets.ge(0)), {}, classes).to(at::kFloat);
    return counts.sum() / (counts.clamp_min(1) * static_cast<double>(classes));
}

}

RegularizedLoss::RegularizedLoss(const Recipe::Training& training, const Task& task, const at::Tensor& targets)
    : m_task(task), m_smoothing(training.labelSmoothing), m_focus(training.focalGamma), m_rDrop(training.rDrop) {
    if (training.classWeights == "balanced")
        m_classWeights = balancedWeights(targets, static_cast<std::int64_t>(task.labels().size()));
}

at::Tensor RegularizedLoss::sum(const at::Tensor& logits, const at::Tensor& targets) const {
    if (m_smoothing == 0 && m_focus == 0 && !m_classWeights.defined()) return m_task.lossSum(logits, targets);
    const at::Tensor isTarget = targets.ge(0), known = targets.clamp_min(0);
    const at::Tensor logs = at::log_softmax(logits, 1);
    const at::Tensor ofTruth = logs.gather(1, known.unsqueeze(1)).squeeze(1);
    at::Tensor losses = ofTruth.neg(), spread = logs.neg();
    if (m_classWeights.defined()) {
        const at::Tensor weights = m_classWeights.to(logits.device());
        losses = losses * weights.index_select(0, known);
        spread = spread * weights;
    }
    if (m_smoothing > 0) losses = losses * (1 - m_smoothing) + spread.mean(1) * m_smoothing;
    if (m_focus > 0) losses = losses * (1 - ofTruth.exp()).pow(m_focus);
    return (losses * isTarget).sum();
}

at::Tensor RegularizedLoss::sum(const at::Tensor& first, const at::Tensor& second, const at::Tensor& targets) const {
    const at::Tensor a = at::log_softmax(first, 1), b = at::log_softmax(second, 1);
    // (KL(a‖b) + KL(b‖a)) / 2 of each row.
    const at::Tensor apart = ((a.exp() - b.exp()) * (a - b)).sum(1) * 0.5;
    return (sum(first, targets) + sum(second, targets)) * 0.5 + (apart * targets.ge(0)).sum() * m_rDrop;
}

}
