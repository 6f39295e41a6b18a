// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/metrics.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

const Json& reference() {
    static const Json json = *readJsonFile(ESPALIER_FIXTURES "/metrics.json");
    return json;
}

TEST(Metrics, EqualScikitLearns) {
    ASSERT_EQ(reference()["classification"].size(), 10u);
    for (const Json& example : reference()["classification"]) {
        const auto confusion = confusionMatrix(example["labels"].get<std::vector<std::string>>(),
                                               example["truth"].get<std::vector<std::int32_t>>(),
                                               example["predicted"].get<std::vector<std::int32_t>>());
        EXPECT_EQ(Json(confusion.counts), example["confusion"]);
        const Metrics metrics = classificationMetrics(confusion);
        ASSERT_EQ(metrics.size(), example["metrics"].size());
        for (const auto& [name, value] : example["metrics"].items())
            EXPECT_NEAR(metrics.at(name), value.get<double>(), 1e-12) << name;
    }
}

TEST(Metrics, NothingToMeasureIsZeroNotNaN) {
    for (const auto& [name, value] : classificationMetrics(confusionMatrix({"a", "b"}, {}, {})))
        EXPECT_EQ(value, 0) << name;
    EXPECT_EQ(classificationMetrics(confusionMatrix({}, {}, {})).at("accuracy"), 0);
}

TEST(Metrics, ClassesOutsideAreErrors) {
    EXPECT_THROW(confusionMatrix({"a"}, {-1}, {0}), Exception);
    EXPECT_THROW(confusionMatrix({"a"}, {0}, {1}), Exception);
    EXPECT_THROW(confusionMatrix({"a"}, {0, 0}, {0}), Exception);
}

TEST(Wilson, EqualsSciPys) {
    ASSERT_EQ(reference()["wilson"].size(), 7u);
    for (const Json& example : reference()["wilson"]) {
        const Interval interval = wilsonInterval(example[0].get<std::int64_t>(), example[1].get<std::int64_t>());
        EXPECT_NEAR(interval.low, example[2].get<double>(), 1e-12) << example;
        EXPECT_NEAR(interval.high, example[3].get<double>(), 1e-12) << example;
    }
    EXPECT_EQ(wilsonInterval(0, 0).low, 0);
    EXPECT_EQ(wilsonInterval(0, 0).high, 1);
}

TEST(McNemar, EqualsSciPysExactTest) {
    ASSERT_EQ(reference()["mcnemar"].size(), 10u);
    for (const Json& example : reference()["mcnemar"]) {
        const double expected = example[2].get<double>();
        EXPECT_NEAR(mcnemarExact(example[0].get<std::int64_t>(), example[1].get<std::int64_t>()), expected,
                    expected * 1e-10)
            << example;
    }
    EXPECT_NEAR(mcnemarExact(500'000, 501'000), 0.318, 0.001); // z ≈ 0.998 after the continuity correction
}

}
}
