// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/watchdog.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

const std::vector<std::string> kLabels {"bad", "good"};

Evaluation evaluation(double loss, std::vector<std::int32_t> predicted = {0, 1}) {
    Evaluation result {.loss = loss};
    for (std::size_t i = 0; i < predicted.size(); ++i) result.rows.push_back({static_cast<std::int32_t>(i % 2), predicted[i], 1});
    return result;
}

}

TEST(Watchdog, SaysOnceThatEveryAnswerIsTheSame) {
    Watchdog watchdog;
    watchdog.sawStep(0.7);
    const auto said = watchdog.sawEvaluation(evaluation(0.7, {1, 1, 1, 1}), kLabels);
    ASSERT_EQ(said.size(), 1u);
    EXPECT_NE(said[0].find("'good'"), std::string::npos);
    EXPECT_TRUE(watchdog.sawEvaluation(evaluation(0.7, {1, 1, 1, 1}), kLabels).empty());
}

TEST(Watchdog, DataOfOneClassAreNoCollapse) {
    Watchdog watchdog;
    Evaluation one {.rows = {{1, 1, 1}, {1, 1, 1}}};
    EXPECT_TRUE(watchdog.sawEvaluation(one, kLabels).empty());
}

TEST(Watchdog, SaysOnceThatTextsAreLearntByHeart) {
    Watchdog watchdog;
    watchdog.sawStep(0.6);
    EXPECT_TRUE(watchdog.sawEvaluation(evaluation(0.5), kLabels).empty());
    watchdog.sawStep(0.4);
    EXPECT_TRUE(watchdog.sawEvaluation(evaluation(0.45), kLabels).empty()) << "both fall";
    watchdog.sawStep(0.2);
    const auto said = watchdog.sawEvaluation(evaluation(0.55), kLabels);
    ASSERT_EQ(said.size(), 1u);
    EXPECT_NE(said[0].find("0.550"), std::string::npos);
    watchdog.sawStep(0.1);
    EXPECT_TRUE(watchdog.sawEvaluation(evaluation(0.6), kLabels).empty());
}

TEST(Watchdog, BothLossesRisingIsAnotherTrouble) {
    Watchdog watchdog;
    watchdog.sawStep(0.4);
    watchdog.sawEvaluation(evaluation(0.5), kLabels);
    watchdog.sawStep(0.6);
    EXPECT_TRUE(watchdog.sawEvaluation(evaluation(0.7), kLabels).empty());
}

}
