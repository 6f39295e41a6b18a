// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/rate_meter.h"

#include <algorithm>

namespace espalier {

namespace {

constexpr auto kWindow = std::chrono::seconds(5);
constexpr auto kBetweenPoints = std::chrono::milliseconds(100);

}

void RateMeter::add(std::int64_t done, Clock::time_point now) {
    if (!m_points.empty() && done < m_points.back().second) m_points.clear(); // begun anew
    if (m_points.size() > 1 && now - m_points[m_points.size() - 2].first < kBetweenPoints) m_points.pop_back();
    m_points.emplace_back(now, done);
    while (m_points.size() > 2 && now - m_points[1].first >= kWindow)
        m_points.pop_front();
}

double RateMeter::perSecond() const {
    if (m_points.size() < 2) return 0;
    const double seconds = std::chrono::duration<double>(m_points.back().first - m_points.front().first).count();
    return seconds > 0 ? static_cast<double>(m_points.back().second - m_points.front().second) / seconds : 0;
}

double RateMeter::secondsLeft(std::int64_t total) const {
    const double rate = perSecond();
    if (total <= 0 || rate <= 0) return -1;
    return std::max(0.0, static_cast<double>(total - m_points.back().second) / rate);
}

}
