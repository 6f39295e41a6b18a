// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/task.h"

#include <ATen/ops/tensor.h>
#include <gtest/gtest.h>

#include <cmath>

namespace espalier {
namespace {

const std::vector<std::string> kLabels {"bad", "fair", "good"};

}

TEST(Classification, LabelsBecomeIdsInTheOrderOfTheClasses) {
    const auto task = makeTask("classification", kLabels).value();
    std::vector<TokenizedExample> tokenized(3);
    task->setTargets({{1, "a", "", "good"}, {2, "b", "", "bad"}, {3, "c", "", "fair"}}, tokenized);
    EXPECT_EQ(tokenized[0].label, 2);
    EXPECT_EQ(tokenized[1].label, 0);
    const auto targets = task->targets(tokenized, {2, 0});
    EXPECT_EQ(targets[0].item<std::int64_t>(), 1);
    EXPECT_EQ(targets[1].item<std::int64_t>(), 2);
}

TEST(Classification, LossIsTheSumOfCrossEntropies) {
    const auto task = makeTask("classification", kLabels).value();
    const auto logits = at::tensor({1.0, 2.0, 0.5, 0.0, 0.0, 0.0}).reshape({2, 3});
    const auto loss = task->lossSum(logits, at::tensor({1, 2}, at::kLong)).item<double>();
    const double first = std::log(std::exp(1.0) + std::exp(2.0) + std::exp(0.5)) - 2.0;
    EXPECT_NEAR(loss, first + std::log(3.0), 1e-6);
}

TEST(Classification, TheLikeliestClassIsTheAnswer) {
    const auto task = makeTask("classification", kLabels).value();
    const auto scores = task->scores(at::tensor({0.0, 1.0, 3.0}).reshape({1, 3}));
    const auto answer = task->results(scores, {{.ids = {1}, .label = 1}}, {0}).at(0).decisions.at(0);
    EXPECT_EQ(answer.truth, 1);
    EXPECT_EQ(answer.predicted, 2);
    EXPECT_NEAR(answer.score, std::exp(3.0) / (1 + std::exp(1.0) + std::exp(3.0)), 1e-6);
}

TEST(Classification, MetricsAreOfTheRows) {
    const auto task = makeTask("classification", kLabels).value();
    const auto metrics = task->metrics({{{{0, 0, 1}}}, {{{1, 1, 1}}}, {{{2, 1, 1}}}, {{{2, 2, 1}}}});
    EXPECT_DOUBLE_EQ(metrics.at("accuracy"), 0.75);
}

TEST(Classification, WhatItCantUseIsAnErrorThatSaysWhere) {
    const auto task = makeTask("classification", kLabels).value();
    std::vector<TokenizedExample> tokenized(1);
    try {
        task->setTargets({{41, "a", "", "great"}}, tokenized);
        FAIL() << "an unknown label was accepted";
    } catch (const Exception& exception) {
        EXPECT_EQ(exception.error().where, "line 41");
        EXPECT_NE(exception.error().hint.find("bad, fair, good"), std::string::npos);
    }
    EXPECT_THROW(task->setTargets({{1, "a", "", ""}}, tokenized), Exception);
    EXPECT_FALSE(makeTask("classification", {"one"}));
    EXPECT_FALSE(makeTask("classification", {"twice", "twice"}));
    EXPECT_FALSE(makeTask("juggling", kLabels));
}

}
