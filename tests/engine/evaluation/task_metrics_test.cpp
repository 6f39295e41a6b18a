// SPDX-License-Identifier: GPL-3.0-or-later
// Against tests/reference/task_metrics.py: scikit-learn and SciPy.
#include "engine/evaluation/mean_interval.h"
#include "engine/evaluation/multilabel.h"
#include "engine/evaluation/regression.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

const Json& reference() {
    static const Json json = *readJsonFile(ESPALIER_FIXTURES "/task_metrics.json");
    return json;
}

void expectMetrics(const Metrics& metrics, const Json& expected) {
    ASSERT_EQ(metrics.size(), expected.size());
    for (const auto& [name, value] : expected.items())
        EXPECT_NEAR(metrics.at(name), value.get<double>(), 1e-10) << name;
}

TEST(RegressionMetrics, EqualScikitLearnsAndSciPys) {
    ASSERT_EQ(reference()["regression"].size(), 6u);
    for (const Json& example : reference()["regression"])
        expectMetrics(regressionMetrics(example["truth"], example["predicted"]), example["metrics"]);
}

TEST(RegressionMetrics, NothingToMeasureIsZeroNotNaN) {
    for (const auto& [name, value] : regressionMetrics({}, {}))
        EXPECT_EQ(value, 0) << name;
    EXPECT_THROW(regressionMetrics({1}, {}), Exception);
}

TEST(MultilabelMetrics, EqualScikitLearns) {
    ASSERT_EQ(reference()["multilabel"].size(), 5u);
    for (const Json& example : reference()["multilabel"])
        expectMetrics(multilabelMetrics(example["labels"], example["truth"], example["predicted"]), example["metrics"]);
}

TEST(MeanInterval, EqualsSciPysStudentInterval) {
    ASSERT_EQ(reference()["mean_intervals"].size(), 5u);
    for (const Json& example : reference()["mean_intervals"]) {
        const auto interval = meanInterval(example["values"]);
        EXPECT_NEAR(interval.mean, example["mean"].get<double>(), 1e-12);
        EXPECT_NEAR(interval.low, example["low"].get<double>(), 1e-9);
        EXPECT_NEAR(interval.high, example["high"].get<double>(), 1e-9);
    }
    EXPECT_EQ(meanInterval({0.5}).low, 0.5);
    EXPECT_EQ(meanInterval({}).mean, 0);
}

TEST(MultilabelMetrics, NothingToMeasureIsZeroNotNaN) {
    for (const auto& [name, value] : multilabelMetrics({"a"}, {}, {}))
        EXPECT_EQ(value, 0) << name;
    EXPECT_THROW(multilabelMetrics({"a"}, {{1}}, {{1, 0}}), Exception);
}

}
}
