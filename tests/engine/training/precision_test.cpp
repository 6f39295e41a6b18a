// SPDX-License-Identifier: GPL-3.0-or-later
// Products in 16 bits: close to those in 32, and none of a step's gradients lost.
#include "engine/nn/linear.h"
#include "tests/engine/training/training_support.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/rand.h>
#include <gtest/gtest.h>

namespace espalier::testing {
namespace {

std::vector<double> lossesWith(c10::ScalarType type, TrainingResult* result = nullptr) {
    auto setup = tinySetup();
    setup.productType = type;
    setup.recipe.training.dropout = 0;
    setup.recipe.training.learningRate = 1e-3;
    std::vector<double> losses;
    const auto model = tinyModel();
    auto ended = train(*model, setup, {}, [&](const RunEvent& event) {
        if (const auto* step = std::get_if<StepEvent>(&event)) losses.push_back(step->loss);
    });
    EXPECT_EQ(ended.status, "completed") << ended.error;
    if (result) *result = std::move(ended);
    return losses;
}

TEST(Precision, SixteenBitsLearnAlmostTheSame) {
    const auto exact = lossesWith(c10::ScalarType::Float);
    for (const auto type : {c10::ScalarType::BFloat16, c10::ScalarType::Half}) {
        const auto losses = lossesWith(type);
        ASSERT_EQ(losses.size(), exact.size());
        EXPECT_NE(losses, exact) << "the products are those of 16 bits";
        for (std::size_t i = 0; i < losses.size(); ++i) EXPECT_NEAR(losses[i], exact[i], 0.03) << c10::toString(type) << " step " << i + 1;
    }
}

TEST(Precision, ProductsAndTheirGradientsAreFloat32) {
    auto x = at::rand({5, 8}), weight = at::rand({3, 8});
    x.set_requires_grad(true);
    weight.set_requires_grad(true);
    at::Tensor y;
    {
        const nn::ProductPrecision precision(at::kBFloat16);
        y = nn::product(x, weight);
    }
    EXPECT_EQ(y.scalar_type(), at::kFloat);
    const auto exact = x.detach().matmul(weight.detach().t());
    EXPECT_LT(y.detach().sub(exact).abs().max().item<double>(), 0.05);
    EXPECT_GT(y.detach().sub(exact).abs().max().item<double>(), 0);
    y.sum().backward(); // out of the scope: what was recorded decides
    EXPECT_EQ(x.grad().scalar_type(), at::kFloat);
    EXPECT_LT(x.grad().sub(weight.detach().sum(0)).abs().max().item<double>(), 0.05);
    EXPECT_GT(x.grad().sub(weight.detach().sum(0)).abs().max().item<double>(), 0);
    EXPECT_TRUE(nn::product(x.detach(), weight.detach()).equal(exact)) << "32 bits again";
}

TEST(LossScale, IsHalvedWhereItIsTooMuchAndGrowsAgain) {
    LossScale scale(true);
    EXPECT_EQ(scale.factor(), 65536);
    EXPECT_TRUE(scale.shrink());
    EXPECT_EQ(scale.factor(), 32768);
    for (int i = 0; i < 1999; ++i) scale.sawGoodStep();
    EXPECT_EQ(scale.factor(), 32768);
    scale.sawGoodStep();
    EXPECT_EQ(scale.factor(), 65536);
    for (int i = 0; i < 16; ++i) EXPECT_TRUE(scale.shrink());
    EXPECT_FALSE(scale.shrink()) << "nothing left to halve";
    EXPECT_EQ(LossScale(false).factor(), 1);
}

TEST(LossScale, AStepThatIsTooLargeIsComputedAgain) {
    auto setup = tinySetup();
    setup.productType = c10::ScalarType::Half;
    setup.recipe.training.dropout = 0;
    setup.validation = {};
    std::int64_t passes = 0, steps = 0;
    auto inner = tinyModel();
    {
        // Weights so large that gradients times 65,536 are beyond what 16 bits hold.
        const at::NoGradGuard noGrad;
        for (const auto& parameter : inner->parameters())
            if (parameter.name == "classifier.weight") parameter.value.mul_(100);
    }
    WatchedModel model(std::move(inner), [&](const PackedBatch&) { ++passes; });
    const auto result = train(model, setup, {}, [&](const RunEvent& event) { steps += std::holds_alternative<StepEvent>(event); });
    EXPECT_EQ(result.status, "completed") << result.error;
    EXPECT_EQ(steps, 24);
    EXPECT_GT(passes, steps) << "some of them were computed more than once";
}

}
}
