// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/length_bins.h"

#include <algorithm>

namespace espalier {

namespace {

constexpr std::int64_t kWantedBars = 30;

/// The next of 1, 2, 5, 10, 20, 50 … that needs at most kWantedBars bars for `span` values.
std::int64_t niceWidth(std::int64_t span) {
    for (std::int64_t decade = 1;; decade *= 10)
        for (const std::int64_t step : {1, 2, 5})
            if (span / (decade * step) < kWantedBars) return decade * step;
}

}

LengthBins binLengths(const std::vector<std::int64_t>& sorted, std::int64_t cut) {
    LengthBins result;
    if (sorted.empty()) return result;
    const std::int64_t low = sorted.front(), high = sorted.back();
    const std::int64_t nearlyAll = sorted[std::size_t(double(sorted.size() - 1) * 0.995)];
    // Only a tail that would take more than half of the picture is gathered.
    const std::int64_t last = high - low > 2 * (nearlyAll - low) + kWantedBars ? nearlyAll : high;
    result.tail = last < high;
    result.width = niceWidth(last - low + 1);
    const std::int64_t origin = low - ((low % result.width) + result.width) % result.width;
    const std::int64_t count = (last - origin) / result.width + 1;
    result.bins.resize(std::size_t(count));
    for (std::int64_t i = 0; i < count; ++i) result.bins[std::size_t(i)].first = origin + i * result.width;
    for (const std::int64_t value : sorted) {
        auto& bin = result.bins[std::size_t(std::min((value - origin) / result.width, count - 1))];
        ++(cut > 0 && value > cut ? bin.cut : bin.kept);
        result.highest = std::max(result.highest, bin.kept + bin.cut);
    }
    return result;
}

}
