// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/regularized_loss.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/bincount.h>
#include <ATen/ops/log_sigmoid.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/sigmoid.h>

namespace espalier {
namespace {

/// N / (C·n) of each class, as scikit-learn's "balanced": the mean over all rows is 1. A class without rows counts as
/// one row.
at::Tensor balancedClasses(const at::Tensor& targets, std::int64_t classes) {
    const at::Tensor counts = at::bincount(targets.masked_select(targets.ge(0)), {}, classes).to(at::kFloat);
    return counts.sum() / (counts.clamp_min(1) * static_cast<double>(classes));
}

/// Rows without a label over rows with it (PyTorch's pos_weight): both sides of each label then count alike. A label that
/// no row has, or every row, counts as if one had it, or one had not.
at::Tensor balancedLabels(const at::Tensor& targets) {
    const at::Tensor with = targets.sum(0), without = (1 - targets).sum(0);
    return without.clamp_min(1) / with.clamp_min(1);
}

/// (KL(a‖b) + KL(b‖a)) / 2 of each row's distributions over classes.
at::Tensor apartAsClasses(const at::Tensor& first, const at::Tensor& second) {
    const at::Tensor a = at::log_softmax(first, 1), b = at::log_softmax(second, 1);
    return ((a.exp() - b.exp()) * (a - b)).sum(1) * 0.5;
}

/// The same of each label, which applies or not: of Bernoulli distributions the sum of both is (p − q)·(logit p − logit q).
at::Tensor apartAsLabels(const at::Tensor& first, const at::Tensor& second) {
    return (at::sigmoid(first) - at::sigmoid(second)) * (first - second) * 0.5;
}

bool isOfLabels(const Task& task) {
    return task.problemType() == "multi_label_classification";
}

bool isMeasure(const Task& task) {
    return task.problemType() == "regression";
}

}

RegularizedLoss::RegularizedLoss(const Recipe::Training& training, const Task& task, const at::Tensor& targets)
    : m_task(task), m_smoothing(training.labelSmoothing), m_focus(training.focalGamma), m_rDrop(training.rDrop) {
    if (training.classWeights != "balanced") return;
    m_weights = isOfLabels(task) ? balancedLabels(targets)
                                 : balancedClasses(targets, static_cast<std::int64_t>(task.labels().size()));
}

at::Tensor RegularizedLoss::sum(const at::Tensor& logits, const at::Tensor& targets) const {
    if (m_smoothing == 0 && m_focus == 0 && !m_weights.defined()) return m_task.lossSum(logits, targets);
    return isOfLabels(m_task) ? ofLabels(logits, targets) : ofClasses(logits, targets);
}

at::Tensor RegularizedLoss::ofClasses(const at::Tensor& logits, const at::Tensor& targets) const {
    const at::Tensor isTarget = targets.ge(0), known = targets.clamp_min(0);
    const at::Tensor logs = at::log_softmax(logits, 1);
    const at::Tensor ofTruth = logs.gather(1, known.unsqueeze(1)).squeeze(1);
    at::Tensor losses = ofTruth.neg(), spread = logs.neg();
    if (m_weights.defined()) {
        const at::Tensor weights = m_weights.to(logits.device());
        losses = losses * weights.index_select(0, known);
        spread = spread * weights;
    }
    if (m_smoothing > 0) losses = losses * (1 - m_smoothing) + spread.mean(1) * m_smoothing;
    if (m_focus > 0) losses = losses * (1 - ofTruth.exp()).pow(m_focus);
    return (losses * isTarget).sum();
}

/// Of each label a binary cross-entropy. A smoothed target lies between applies and applies not; the focus is on what the
/// label really is.
at::Tensor RegularizedLoss::ofLabels(const at::Tensor& logits, const at::Tensor& targets) const {
    const at::Tensor applies = at::log_sigmoid(logits), appliesNot = at::log_sigmoid(-logits);
    const at::Tensor smoothed = targets * (1 - m_smoothing) + m_smoothing / 2;
    at::Tensor with = smoothed * applies;
    if (m_weights.defined()) with = with * m_weights.to(logits.device());
    at::Tensor losses = -(with + (1 - smoothed) * appliesNot);
    if (m_focus > 0) losses = losses * (1 - (targets * applies + (1 - targets) * appliesNot).exp()).pow(m_focus);
    return losses.sum();
}

at::Tensor RegularizedLoss::sum(const at::Tensor& first, const at::Tensor& second, const at::Tensor& targets) const {
    const at::Tensor both = (sum(first, targets) + sum(second, targets)) * 0.5;
    if (isMeasure(m_task)) return both + (first - second).square().sum() * m_rDrop;
    if (isOfLabels(m_task)) return both + apartAsLabels(first, second).sum() * m_rDrop;
    return both + (apartAsClasses(first, second) * targets.ge(0)).sum() * m_rDrop;
}

}
