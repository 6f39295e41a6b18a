// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/regression.h"

#include "engine/base/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace espalier {
namespace {

using Values = std::vector<double>;

double mean(const Values& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Pearson's r.
double correlation(const Values& a, const Values& b) {
    const double meanA = mean(a), meanB = mean(b);
    double both = 0, squaresA = 0, squaresB = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        both += (a[i] - meanA) * (b[i] - meanB);
        squaresA += (a[i] - meanA) * (a[i] - meanA);
        squaresB += (b[i] - meanB) * (b[i] - meanB);
    }
    if (squaresA == 0 || squaresB == 0) return 0;
    return std::clamp(both / std::sqrt(squaresA) / std::sqrt(squaresB), -1.0, 1.0);
}

/// 1 for the smallest; equal values share the mean of their ranks.
Values ranks(const Values& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] < values[b]; });
    Values result(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first + 1;
        while (end < order.size() && values[order[end]] == values[order[first]])
            ++end;
        for (std::size_t i = first; i < end; ++i)
            result[order[i]] = static_cast<double>(first + 1 + end) / 2;
        first = end;
    }
    return result;
}

/// 1 − residual / total; where the truth never varies, 1 if it was met and else 0.
double determination(double squaredErrors, const Values& truth) {
    const double middle = mean(truth);
    double total = 0;
    for (const double value : truth)
        total += (value - middle) * (value - middle);
    if (total == 0) return squaredErrors == 0 ? 1 : 0;
    return 1 - squaredErrors / total;
}

}

Metrics regressionMetrics(const Values& truth, const Values& predicted) {
    if (truth.size() != predicted.size()) fail(ErrorKind::Failed, "there are not as many answers as true values");
    if (truth.empty()) return {{"mse", 0}, {"mae", 0}, {"r2", 0}, {"pearson", 0}, {"spearman", 0}};
    double squares = 0, distances = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const double error = predicted[i] - truth[i];
        squares += error * error;
        distances += std::abs(error);
    }
    const auto count = static_cast<double>(truth.size());
    return {{"mse", squares / count},
            {"mae", distances / count},
            {"r2", determination(squares, truth)},
            {"pearson", correlation(truth, predicted)},
            {"spearman", correlation(ranks(truth), ranks(predicted))}};
}

}
