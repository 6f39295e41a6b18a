// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>

namespace espalier {

/// How fast something goes of late (the last five seconds), and how long it will take at that.
class RateMeter {
public:
    using Clock = std::chrono::steady_clock;

    void add(std::int64_t done, Clock::time_point now = Clock::now());
    double perSecond() const; ///< 0: not known yet
    double secondsLeft(std::int64_t total) const; ///< < 0: not known

private:
    std::deque<std::pair<Clock::time_point, std::int64_t>> m_points;
};

}
