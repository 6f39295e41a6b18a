// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/metrics.h"

#include <algorithm>
#include <cmath>

namespace espalier {
namespace {

/// ln Γ(x) for x > 0 without the global sign that std::lgamma writes.
double logGamma(double x) {
    int sign = 0;
    return ::lgamma_r(x, &sign);
}

}

Interval wilsonInterval(std::int64_t successes, std::int64_t trials) {
    if (trials <= 0) return {0, 1};
    constexpr double kZ = 1.959963984540054; // 97.5 % of the standard normal
    const auto n = static_cast<double>(trials);
    const double share = static_cast<double>(successes) / n;
    const double scale = 1 + kZ * kZ / n;
    const double centre = (share + kZ * kZ / (2 * n)) / scale;
    const double half = kZ / scale * std::sqrt(share * (1 - share) / n + kZ * kZ / (4 * n * n));
    return {successes == 0 ? 0 : std::max(0.0, centre - half), successes == trials ? 1 : std::min(1.0, centre + half)};
}

double mcnemarExact(std::int64_t onlyFirst, std::int64_t onlySecond) {
    // Twice the lower tail of Binomial(n, 1/2), from its largest term downwards.
    const auto n = static_cast<double>(onlyFirst + onlySecond);
    const auto fewer = static_cast<double>(std::min(onlyFirst, onlySecond));
    double term = std::exp(logGamma(n + 1) - logGamma(fewer + 1) - logGamma(n - fewer + 1) - n * std::log(2.0));
    double tail = 0;
    for (double k = fewer; k >= 0 && term > 0; --k) {
        tail += term;
        if (term < tail * 1e-18) break;
        term *= k / (n - k + 1);
    }
    return std::min(1.0, 2 * tail);
}

}
