// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/run_event.h"

#include <vector>

namespace espalier {

/// Counts of (true class, predicted class), row-major.
struct ConfusionMatrix {
    std::vector<std::string> labels;
    std::vector<std::int64_t> counts;
    std::int64_t at(std::size_t truth, std::size_t predicted) const { return counts[truth * labels.size() + predicted]; }
};

ConfusionMatrix confusionMatrix(const std::vector<std::string>& labels, const std::vector<std::int32_t>& truth, const std::vector<std::int32_t>& predicted);

/// accuracy, f1_macro, f1_weighted, precision_macro, recall_macro, mcc, and f1.<label> for each class; definitions as
/// scikit-learn's (a class without predictions counts as 0).
Metrics classificationMetrics(const ConfusionMatrix& confusion);

/// 95 % Wilson interval of a share (Wilson 1927).
struct Interval {
    double low = 0, high = 0;
};
Interval wilsonInterval(std::int64_t successes, std::int64_t trials);

/// Two-sided exact McNemar p-value from what only the first and only the second got right.
double mcnemarExact(std::int64_t onlyFirst, std::int64_t onlySecond);

}
