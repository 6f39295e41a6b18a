// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace espalier {

/// A mean with its 95 % interval by Student's t (1908); of a single value the interval is that value.
struct MeanInterval {
    double mean = 0, low = 0, high = 0;
};
MeanInterval meanInterval(const std::vector<double>& values);

/// What |t| stays below in 95 of 100 cases, with that many degrees of freedom (at least 1).
double studentBound(int freedom);

}
