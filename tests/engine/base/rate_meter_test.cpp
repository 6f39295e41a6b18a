// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/rate_meter.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

using std::chrono::milliseconds;

TEST(RateMeter, measuresTheLastSeconds) {
    RateMeter meter;
    const RateMeter::Clock::time_point start {};
    EXPECT_EQ(meter.perSecond(), 0);
    EXPECT_LT(meter.secondsLeft(100), 0);
    meter.add(1'000'000, start);    // what was here already is no speed
    EXPECT_EQ(meter.perSecond(), 0);
    for (int i = 1; i <= 1000; ++i) meter.add(1'000'000 + i * 1000, start + milliseconds(10 * i));
    EXPECT_NEAR(meter.perSecond(), 100'000, 2000);
    EXPECT_NEAR(meter.secondsLeft(3'000'000), 10, 0.5);
    for (int i = 1; i <= 600; ++i) meter.add(2'000'000 + i * 100, start + milliseconds(10'000 + 10 * i));
    EXPECT_NEAR(meter.perSecond(), 10'000, 500) << "the fast beginning is forgotten";
    EXPECT_LT(meter.secondsLeft(0), 0);
}

TEST(RateMeter, startsAnewWithTheWork) {
    RateMeter meter;
    const RateMeter::Clock::time_point start {};
    meter.add(5000, start);
    meter.add(9000, start + milliseconds(1000));
    meter.add(0, start + milliseconds(2000));
    EXPECT_EQ(meter.perSecond(), 0);
    meter.add(500, start + milliseconds(3000));
    EXPECT_NEAR(meter.perSecond(), 500, 1e-9);
}

}
}
