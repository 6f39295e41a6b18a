// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/schedule.h"

#include "engine/base/json.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

TEST(Schedule, EqualsTransformers) {
    const Json reference = *readJsonFile(ESPALIER_FIXTURES "/schedules.json");
    ASSERT_EQ(reference["cases"].size(), 27u);
    for (const Json& example : reference["cases"]) {
        const auto name = example["schedule"].get<std::string>();
        const auto steps = example["steps"].get<std::int64_t>();
        const auto ratio = example["warmup_ratio"].get<double>();
        for (std::size_t step = 0; step < example["factors"].size(); ++step)
            ASSERT_NEAR(scheduleFactor(name, static_cast<std::int64_t>(step), steps, ratio),
                        example["factors"][step].get<double>(), 1e-12)
                << name << " step " << step << " of " << steps << ", warm-up " << ratio;
    }
}

TEST(Schedule, ASlantedOneWithoutARiseFallsFromTheTop) {
    EXPECT_DOUBLE_EQ(scheduleFactor("slanted", 0, 7, 0.1), 1);
    EXPECT_DOUBLE_EQ(scheduleFactor("slanted", 7, 7, 0.1), 1.0 / 32);
}

TEST(Schedule, AnUnknownNameIsAnError) {
    EXPECT_THROW(scheduleFactor("cosin", 5, 10, 0.1), Exception);
}

}
}
