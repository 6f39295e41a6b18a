// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/mean_interval.h"

#include <cmath>
#include <numbers>
#include <numeric>

namespace espalier {
namespace {

/// P(|T| < t), as Abramowitz & Stegun 26.7.3 and 26.7.4 have it for whole degrees of freedom.
double within(double t, int freedom) {
    const double angle = std::atan(t / std::sqrt(static_cast<double>(freedom)));
    const double square = std::cos(angle) * std::cos(angle);
    const bool odd = freedom % 2 == 1;
    double term = odd ? std::cos(angle) : 1, sum = freedom == 1 ? 0 : term;
    for (int k = odd ? 3 : 2; k <= freedom - 2; k += 2) {
        term *= square * (k - 1) / k;
        sum += term;
    }
    return odd ? 2 / std::numbers::pi * (angle + std::sin(angle) * sum) : std::sin(angle) * sum;
}

}

double studentBound(int freedom) {
    double low = 0, high = 20; // 12.7 with one degree of freedom, less with more
    for (int i = 0; i < 100; ++i) {
        const double middle = (low + high) / 2;
        (within(middle, freedom) < 0.95 ? low : high) = middle;
    }
    return low;
}

MeanInterval meanInterval(const std::vector<double>& values) {
    if (values.empty()) return {};
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    if (values.size() == 1) return {mean, mean, mean};
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    const double half = studentBound(static_cast<int>(values.size()) - 1) * std::sqrt(squares / (count - 1) / count);
    return {mean, mean - half, mean + half};
}

}
