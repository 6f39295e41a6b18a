// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/schedule.h"

#include "engine/base/json.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

TEST(Schedule, EqualsTransformers) {
    const Json reference = *readJsonFile(ESPALIER_FIXTURES "/schedules.json");
    ASSERT_EQ(reference["cases"].size(), 55u);
    for (const Json& example : reference["cases"]) {
        Recipe::Training training;
        training.schedule = example["schedule"].get<std::string>();
        training.warmupRatio = example["warmup_ratio"].get<double>();
        training.warmupSteps = example.value("warmup_steps", std::int64_t(0));
        const auto steps = example["steps"].get<std::int64_t>();
        for (std::size_t step = 0; step < example["factors"].size(); ++step)
            ASSERT_NEAR(scheduleFactor(training, static_cast<std::int64_t>(step), steps),
                        example["factors"][step].get<double>(), 1e-12)
                << training.schedule << " step " << step << " of " << steps << ", warm-up " << training.warmupRatio;
    }
}

TEST(Schedule, ASlantedOneWithoutARiseFallsFromTheTop) {
    Recipe::Training training;
    training.schedule = "slanted";
    EXPECT_DOUBLE_EQ(scheduleFactor(training, 0, 7), 1);
    EXPECT_DOUBLE_EQ(scheduleFactor(training, 7, 7), 1.0 / 32);
    training.warmupSteps = 2;
    EXPECT_DOUBLE_EQ(scheduleFactor(training, 0, 7), 1.0 / 32);
    EXPECT_DOUBLE_EQ(scheduleFactor(training, 2, 7), 1);
}

TEST(Schedule, AnUnknownNameIsAnError) {
    Recipe::Training training;
    training.schedule = "cosin";
    EXPECT_THROW(scheduleFactor(training, 5, 10), Exception);
}

}
}
