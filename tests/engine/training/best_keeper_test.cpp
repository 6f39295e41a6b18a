// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/best_keeper.h"

#include <ATen/ops/full.h>
#include <gtest/gtest.h>

namespace espalier {
namespace {

Evaluation evaluation(double loss, double f1) {
    return {.loss = loss, .metrics = {{"f1_macro", f1}}};
}

}

TEST(BestKeeper, LowerLossIsBetterAndPatienceCountsEvaluationsWithoutGain) {
    BestKeeper keeper("loss", 2);
    auto weight = at::full({2}, 1.0);
    const double losses[] {0.7, 0.5, 0.6, 0.4, 0.4, 0.45};
    const bool exhausted[] {false, false, false, false, false, true};
    for (int i = 0; i < 6; ++i) {
        weight.fill_(i);
        keeper.offer(evaluation(losses[i], 0), i + 1, {{"w", weight}});
        EXPECT_EQ(keeper.exhausted(), exhausted[i]) << i;
    }
    EXPECT_EQ(keeper.bestStep(), 4);
    EXPECT_EQ(keeper.bestValue(), 0.4);
    EXPECT_EQ(keeper.weights().at("w")[0].item<float>(), 3.0f) << "a copy of the weights at that time";
}

TEST(BestKeeper, HigherIsBetterForOtherMetrics) {
    BestKeeper keeper("f1_macro", 0);
    keeper.offer(evaluation(0.1, 0.5), 1, {});
    keeper.offer(evaluation(0.9, 0.6), 2, {});
    keeper.offer(evaluation(0.1, 0.55), 3, {});
    EXPECT_EQ(keeper.bestStep(), 2);
    EXPECT_FALSE(keeper.exhausted()) << "patience 0 never stops";
}

TEST(BestKeeper, NamesTheMetricsThereAre) {
    BestKeeper keeper("rouge", 0);
    try {
        keeper.offer(evaluation(0, 0), 1, {});
        FAIL() << "a metric that is not there was accepted";
    } catch (const Exception& exception) {
        EXPECT_EQ(exception.error().kind, ErrorKind::BadInput);
        EXPECT_NE(exception.error().hint.find("f1_macro"), std::string::npos);
    }
}

}
