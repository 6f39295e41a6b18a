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

}

TEST(RegularizedLoss, IsThatOfPyTorch) {
    const auto all = readJsonFile(fixture("losses.json")).value();
    const auto logits = matrix(all.at("logits")), other = matrix(all.at("other"));
    const auto targets = at::tensor(all.at("targets").get<std::vector<std::int64_t>>());
    const auto task = makeTask("classification", {"a", "b", "c"}).value();
    ASSERT_EQ(all.at("cases").size(), 12u);
    for (const auto& one : all.at("cases")) {
        Recipe::Training training;
        training.labelSmoothing = one.at("label_smoothing");
        training.focalGamma = one.at("focal_gamma");
        training.classWeights = one.at("class_weights");
        training.rDrop = one.at("r_drop");
        const RegularizedLoss loss(training, *task, targets);
        const auto sum = loss.needsTwoPasses() ? loss.sum(logits, other, targets) : loss.sum(logits, targets);
        EXPECT_NEAR(sum.item<double>(), one.at("loss").get<double>(), 1e-4) << one.dump();
    }
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
