// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace espalier {

/// Bars of a histogram over whole numbers. A long thin tail is gathered in the last bar, so that one outlier does not
/// flatten the rest.
struct LengthBins {
    struct Bin {
        std::int64_t first = 0;             ///< covers first … first + width - 1
        std::int64_t kept = 0, cut = 0;     ///< values up to the cut, and past it
    };
    std::vector<Bin> bins;
    std::int64_t width = 1, highest = 0;    ///< highest: of a whole bar
    bool tail = false;                      ///< the last bar holds larger values too
};

/// `sorted` ascending; `cut` 0: none.
LengthBins binLengths(const std::vector<std::int64_t>& sorted, std::int64_t cut);

}
