// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/watchdog.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

const auto kClasses = makeTask("classification", {"bad", "good"}).value();

Evaluation evaluation(double loss, std::vector<std::int32_t> predicted = {0, 1}) {
    Evaluation result {.loss = loss};
    for (std::size_t i = 0; i < predicted.size(); ++i) result.rows.push_back({{{static_cast<std::int32_t>(i % 2), predicted[i], 1}}});
    return result;
}

}

TEST(Watchdog, SaysOnceThatEveryAnswerIsTheSame) {
    Watchdog watchdog;
    watchdog.sawStep(0.7);
    const auto said = watchdog.sawEvaluation(evaluation(0.7, {1, 1, 1, 1}), *kClasses);
    ASSERT_EQ(said.size(), 1u);
    EXPECT_NE(said[0].find("\"good\""), std::string::npos);
    EXPECT_TRUE(watchdog.sawEvaluation(evaluation(0.7, {1, 1, 1, 1}), *kClasses).empty());
}

TEST(Watchdog, EveryWordIsAnAnswerToo) {
    const auto tags = makeTask("tokens", {"O", "B-city"}).value();
    Watchdog watchdog;
    watchdog.sawStep(0.7);
    const auto said = watchdog.sawEvaluation({.loss = 0.7, .rows = {{{{0, 0, 1}, {1, 0, 1}}}, {}}}, *tags);
    ASSERT_EQ(said.size(), 1u);
    EXPECT_NE(said[0].find("\"O\" to every word"), std::string::npos);
}

TEST(Watchdog, DataOfOneClassAreNoCollapse) {
    Watchdog watchdog;
    Evaluation one {.rows = {{{{1, 1, 1}}}, {{{1, 1, 1}}}}};
    EXPECT_TRUE(watchdog.sawEvaluation(one, *kClasses).empty());
}

TEST(Watchdog, SaysOnceThatTextsAreLearntByHeart) {
    Watchdog watchdog;
    watchdog.sawStep(0.6);
    EXPECT_TRUE(watchdog.sawEvaluation(evaluation(0.5), *kClasses).empty());
    watchdog.sawStep(0.4);
    EXPECT_TRUE(watchdog.sawEvaluation(evaluation(0.45), *kClasses).empty()) << "both fall";
    watchdog.sawStep(0.2);
    const auto said = watchdog.sawEvaluation(evaluation(0.55), *kClasses);
    ASSERT_EQ(said.size(), 1u);
    EXPECT_NE(said[0].find("0.550"), std::string::npos);
    watchdog.sawStep(0.1);
    EXPECT_TRUE(watchdog.sawEvaluation(evaluation(0.6), *kClasses).empty());
}

TEST(Watchdog, SaysOnceThatTheLossStandsStill) {
    Watchdog watchdog;
    std::size_t said = 0;
    for (int evaluations = 0; evaluations < 6; ++evaluations) {
        watchdog.sawStep(0.5);
        const auto texts = watchdog.sawEvaluation(evaluation(0.4), *kClasses);
        EXPECT_EQ(texts.empty(), evaluations != 3) << evaluations;
        said += texts.size();
        if (!texts.empty()) {
            EXPECT_NE(texts[0].find("plateau"), std::string::npos);
        }
    }
    EXPECT_EQ(said, 1u);
}

TEST(Watchdog, AFallingLossIsNoPlateau) {
    Watchdog watchdog;
    for (double loss = 1; loss > 0.5; loss *= 0.97) {
        watchdog.sawStep(loss);
        EXPECT_TRUE(watchdog.sawEvaluation(evaluation(loss), *kClasses).empty());
    }
}

TEST(Watchdog, NoticesALossThatRunsAway) {
    Watchdog watchdog;
    for (int step = 0; step < 30; ++step) {
        watchdog.sawStep(step % 2 ? 0.4 : 1.2);
        EXPECT_FALSE(watchdog.hasDiverged()) << "noise of small batches";
    }
    for (int step = 0; step < 30; ++step) watchdog.sawStep(8);
    EXPECT_TRUE(watchdog.hasDiverged());
    watchdog.restart();
    EXPECT_FALSE(watchdog.hasDiverged()) << "the weights were put back";
    watchdog.sawStep(0.8);
    EXPECT_FALSE(watchdog.hasDiverged());
}

TEST(Watchdog, BothLossesRisingIsAnotherTrouble) {
    Watchdog watchdog;
    watchdog.sawStep(0.4);
    watchdog.sawEvaluation(evaluation(0.5), *kClasses);
    watchdog.sawStep(0.6);
    EXPECT_TRUE(watchdog.sawEvaluation(evaluation(0.7), *kClasses).empty());
}

}
