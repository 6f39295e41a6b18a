// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/activation.h"
#include "engine/nn/dropout.h"
#include "engine/nn/linear.h"
#include "engine/nn/norm.h"
#include "tests/engine/nn/compare.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/mm.h>

namespace espalier::nn {

namespace {

using test::compareWithDouble;
using test::randomTensor;
using test::withEachTable;

class Shapes : public testing::TestWithParam<std::pair<std::int64_t, std::int64_t>> { };

}

TEST_P(Shapes, ResidualNorm) {
    const auto [rows, columns] = GetParam();
    const std::vector<at::Tensor> inputs {randomTensor({rows, columns}, 1), randomTensor({columns}, 2),
                                          randomTensor({rows, columns}, 3), randomTensor({columns}, 4),
                                          randomTensor({columns}, 5)};
    for (const double rate : {0.0, 0.1, 0.5}) {
        SCOPED_TRACE(rate);
        withEachTable([&] {
            compareWithDouble(
                inputs,
                [&](const auto& t) {
                    return residualNorm(t[0], t[1], t[2], {t[3], t[4], 1e-5}, {rate, 3, 4, 5, nullptr});
                },
                1e-4);
        });
    }
}

TEST_P(Shapes, LayerNormAlone) {
    const auto [rows, columns] = GetParam();
    const std::vector<at::Tensor> inputs {randomTensor({rows, columns}, 1), randomTensor({columns}, 2),
                                          randomTensor({columns}, 3)};
    withEachTable([&] {
        compareWithDouble(
            inputs,
            [&](const auto& t) {
                return layerNorm(t[0], {t[1], t[2], 1e-5});
            },
            1e-4);
    });
}

TEST_P(Shapes, BiasActivation) {
    const auto [rows, columns] = GetParam();
    const std::vector<at::Tensor> inputs {randomTensor({rows, columns}, 1, 2), randomTensor({columns}, 2)};
    for (const Activation activation :
         {Activation::Gelu, Activation::GeluTanh, Activation::Relu, Activation::Silu, Activation::Tanh})
        withEachTable(
            [&] { compareWithDouble(inputs, [&](const auto& t) { return biasActivation(t[0], t[1], activation); }); });
}

TEST_P(Shapes, Dropout) {
    const auto [rows, columns] = GetParam();
    withEachTable([&] {
        compareWithDouble({randomTensor({rows, columns}, 1)}, [&](const auto& t) {
            return drop(t[0], {0.3, 1, 2, 3, nullptr});
        });
    });
}

INSTANTIATE_TEST_SUITE_P(Kernels, Shapes,
                         testing::Values(std::pair(1, 8), std::pair(1, 3), std::pair(33, 20), std::pair(70, 66),
                                         std::pair(5, 384), std::pair(100, 129)));

TEST(Product, OfOneWeight) {
    compareWithDouble({randomTensor({9, 7}, 1), randomTensor({5, 7}, 2)},
                      [](const auto& t) { return product(t[0], t[1]); });
}

TEST(Product, OfFusedBlocksEqualsThoseApart) {
    FusedWeights weights;
    weights.storage = randomTensor({12, 7}, 1);
    for (int i = 0; i < 3; ++i)
        weights.blocks.push_back(weights.storage.narrow(0, 4 * i, 4).detach().requires_grad_(true));
    const at::Tensor x = randomTensor({9, 7}, 2).requires_grad_(true), gradient = randomTensor({9, 12}, 3);
    product(x, weights).backward(gradient);
    const at::Tensor expected = at::mm(gradient.t(), x.detach());
    for (int i = 0; i < 3; ++i) {
        const at::Tensor ours = weights.blocks[static_cast<std::size_t>(i)].grad();
        EXPECT_TRUE(ours.is_contiguous());
        EXPECT_TRUE(ours.allclose(expected.narrow(0, 4 * i, 4)));
    }
    EXPECT_TRUE(x.grad().allclose(at::mm(gradient, weights.storage)));
    EXPECT_TRUE(product(x.detach(), weights.slice(1, 2)).allclose(product(x.detach(), weights).narrow(1, 4, 8)));
}

TEST(Product, ComputesOnlyTheGradientsThatAreWanted) {
    const at::Tensor x = randomTensor({9, 7}, 1), weight = randomTensor({5, 7}, 2).requires_grad_(true);
    EXPECT_FALSE(product(x, weight.detach()).requires_grad());
    product(x, weight).backward(randomTensor({9, 5}, 3));
    EXPECT_FALSE(x.grad().defined());
    EXPECT_TRUE(weight.grad().defined());
}

}
