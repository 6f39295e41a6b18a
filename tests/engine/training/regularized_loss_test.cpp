// SPDX-License-Identifier: GPL-3.0-or-later
// Against tests/reference/losses.py.
#include "engine/training/regularized_loss.h"

#include "engine/base/json.h"
#include "tests/engine/training/training_support.h"

#include <ATen/ops/tensor.h>
#include <gtest/gtest.h>

namespace espalier::testing {
namespace {

at::Tensor matrix(const Json& rows) {
    std::vector<float> values;
    for (const auto& row : rows) {
        for (const auto& value : row) values.push_back(value.get<float>());
    }
    return at::tensor(values).view({static_cast<std::int64_t>(rows.size()), -1});
}

void expectLosses(const Json& cases, const Task& task, const at::Tensor& targets) {
    const auto all = readJsonFile(fixture("losses.json")).value();
    const auto logits = matrix(all.at("logits")), other = matrix(all.at("other"));
    for (const auto& one : cases) {
        Recipe::Training training;
        training.labelSmoothing = one.at("label_smoothing");
        training.focalGamma = one.at("focal_gamma");
        training.classWeights = one.at("class_weights");
        training.rDrop = one.at("r_drop");
        const RegularizedLoss loss(training, task, targets);
        const auto sum = loss.needsTwoPasses() ? loss.sum(logits, other, targets) : loss.sum(logits, targets);
        EXPECT_NEAR(sum.item<double>(), one.at("loss").get<double>(), 1e-4) << one.dump();
    }
}

}

TEST(RegularizedLoss, IsThatOfPyTorch) {
    const auto all = readJsonFile(fixture("losses.json")).value();
    const auto targets = at::tensor(all.at("targets").get<std::vector<std::int64_t>>());
    ASSERT_EQ(all.at("cases").size(), 12u);
    expectLosses(all.at("cases"), *makeTask("classification", {"a", "b", "c"}).value(), targets);
}

TEST(RegularizedLoss, OfSeveralLabelsIsThatOfPyTorch) {
    const auto all = readJsonFile(fixture("losses.json")).value();
    ASSERT_EQ(all.at("label_cases").size(), 10u);
    expectLosses(all.at("label_cases"), *makeTask("multilabel", {"a", "b", "c"}).value(), matrix(all.at("labels")));
}

TEST(RegularizedLoss, OfAMeasureTwoPassesAgreeBySquares) {
    const auto all = readJsonFile(fixture("losses.json")).value();
    const auto column = [&](const char* name) { return matrix(all.at(name)).narrow(1, 0, 1); };
    const auto targets = at::tensor(all.at("measures").get<std::vector<float>>());
    Recipe::Training training;
    training.rDrop = 0.7;
    const auto task = makeTask("regression", {"score"}).value();
    const RegularizedLoss loss(training, *task, targets);
    EXPECT_NEAR(loss.sum(column("logits"), column("other"), targets).item<double>(),
                all.at("measure_loss").get<double>(), 1e-4);
}

TEST(RegularizedLoss, RDropRunsGoOnBitIdentically) {
    auto setup = tinySetup();
    setup.recipe.training.rDrop = 1;
    setup.recipe.training.l2Sp = 0.1;
    setup.recipe.training.classWeights = "balanced";
    const auto undisturbed = tinyModel();
    EXPECT_EQ(train(*undisturbed, setup).status, "completed");
    const TemporaryFolder folder;
    setup.checkpointFolder = folder / "checkpoint";
    const CancellationToken token;
    const auto first = tinyModel();
    train(*first, setup, token, [&](const RunEvent& event) {
        const auto* done = std::get_if<StepEvent>(&event);
        if (done && done->step == 7) token.request(CancellationToken::Request::Interrupt);
    });
    setup.resume = true;
    const auto second = tinyModel();
    EXPECT_EQ(train(*second, setup).status, "completed");
    EXPECT_EQ(weightsHash(*second), weightsHash(*undisturbed));
}

}
