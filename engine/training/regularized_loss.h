// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/recipe.h"
#include "engine/tasks/task.h"

namespace espalier {

/// The loss that a run learns from where the recipe asks for more than the task's own: smoothed labels (Szegedy et al.
/// 2016), classes weighted against imbalance, hard texts before easy ones (focal loss, Lin et al. 2017), and two passes
/// with different dropout that are to agree (R-Drop, Liang et al. 2021). What is measured stays the task's own.
class RegularizedLoss {
public:
    /// `targets`: those of all training rows, for the weights of classes.
    RegularizedLoss(const Recipe::Training& training, const Task& task, const at::Tensor& targets);

    /// Sum over the targets. `logits` (n, classes) with targets (n) int64, negative: none; or of a task of labels or of a
    /// measure as the task has them.
    at::Tensor sum(const at::Tensor& logits, const at::Tensor& targets) const;
    /// The sum of two passes over the same rows: the mean of both, and what R-Drop adds.
    at::Tensor sum(const at::Tensor& first, const at::Tensor& second, const at::Tensor& targets) const;
    bool needsTwoPasses() const { return m_rDrop > 0; }

private:
    at::Tensor ofClasses(const at::Tensor& logits, const at::Tensor& targets) const;
    at::Tensor ofLabels(const at::Tensor& logits, const at::Tensor& targets) const;

    const Task& m_task;
    double m_smoothing, m_focus, m_rDrop;
    at::Tensor m_weights; ///< (classes), or of labels where they apply; undefined: all 1
};

}
