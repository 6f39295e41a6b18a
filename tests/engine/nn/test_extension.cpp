// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/checkpoint.h"
#include "engine/nn/low_rank.h"
#include "engine/nn/parameter_builder.h"
#include "tests/engine/nn/compare.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/mm.h>

namespace espalier::nn {

namespace {

using test::compareWithDouble;
using test::randomTensor;

/// Doubles the input and adds `shift` to the layer's columns.
struct Shifting final : LinearExtension {
    explicit Shifting(double amount, std::int64_t columns) : shift(amount), outputs(columns) { }
    at::Tensor input(const at::Tensor& x) const override { return x * 2; }
    at::Tensor output(const at::Tensor&, const at::Tensor& y, std::int64_t first) const override {
        return replaceColumns(y, y.narrow(1, first, outputs) + shift, first);
    }
    void merge() const override { }
    double shift;
    std::int64_t outputs;
};

void fill(ParameterList& parameters) {
    std::uint64_t seed = 1;
    for (Parameter& parameter : parameters)
        parameter.value.copy_(randomTensor(parameter.value.sizes(), seed++));
}

}

TEST(Extension, OfALinearLayerChangesItAndNothingElse) {
    ParameterList parameters;
    ParameterBuilder builder(parameters);
    const Linear layer = builder.linear("a", 3, 4);
    fill(parameters);
    const at::Tensor x = randomTensor({5, 3}, 7);
    const at::Tensor plain = product(x, layer);
    EXPECT_TRUE(linear(x, layer).allclose(plain + layer.bias, 1e-4, 1e-5));
    ASSERT_TRUE(parameters[0].linear);
    EXPECT_FALSE(parameters[1].linear);
    EXPECT_TRUE(parameters[0].linear->bias.is_same(layer.bias));
    parameters[0].linear->extension = std::make_shared<Shifting>(3, 4);
    EXPECT_TRUE(product(x, layer).allclose(plain * 2 + 3, 1e-4, 1e-5));
    EXPECT_TRUE(linear(x, layer).allclose(plain * 2 + 3 + layer.bias, 1e-4, 1e-5));
}

TEST(Extension, OfAFusedBlockChangesItsColumnsWhereverItIsSliced) {
    ParameterList parameters;
    ParameterBuilder builder(parameters);
    std::vector<at::Tensor> biases;
    const FusedWeights weights = builder.fused({"q", "k", "v"}, 3, 4, biases);
    fill(parameters);
    const at::Tensor x = randomTensor({5, 3}, 7), plain = product(x, weights);
    parameters[2].linear->extension = std::make_shared<Shifting>(3, 4);
    at::Tensor expected = plain.clone();
    expected.narrow(1, 4, 4).add_(3);
    EXPECT_TRUE(product(x, weights).equal(expected));
    EXPECT_TRUE(product(x, weights.slice(1, 2)).allclose(expected.narrow(1, 4, 8), 1e-4, 1e-5));
    EXPECT_TRUE(product(x, weights.slice(0, 1)).allclose(plain.narrow(1, 0, 4), 1e-4, 1e-5));
}

TEST(Extension, OfASubLayerSeesItBeforeTheNorm) {
    struct Adding final : SublayerExtension {
        at::Tensor apply(const SublayerStates& states) const override { return states.output + states.input; }
    };
    ParameterList parameters;
    ParameterBuilder builder(parameters);
    const LayerNorm norm = builder.sublayerNorm("n", 6, 1e-5, Sublayer::FeedForward);
    fill(parameters);
    const at::Tensor x = randomTensor({5, 6}, 7), bias = randomTensor({6}, 8), residual = randomTensor({5, 6}, 9);
    ASSERT_TRUE(parameters[0].sublayer);
    EXPECT_EQ(parameters[0].sublayer->kind, Sublayer::FeedForward);
    parameters[0].sublayer->extension = std::make_shared<Adding>();
    EXPECT_TRUE(
        residualNorm(x, bias, residual, norm, {}).allclose(layerNorm(x + bias + residual * 2, norm), 1e-5, 1e-6));
}

TEST(LowRank, AddsToItsColumnsWithGradientsForAll) {
    const std::vector<at::Tensor> inputs {randomTensor({7, 5}, 1), randomTensor({12, 5}, 2), randomTensor({3, 5}, 3),
                                          randomTensor({4, 3}, 4)};
    compareWithDouble(
        inputs, [](const auto& t) { return addLowRank(at::mm(t[0], t[1].t()), t[0], t[2], t[3], 0.7, 4); }, 1e-4);
    const at::Tensor y = randomTensor({7, 12}, 5);
    at::Tensor expected = y.clone();
    expected.narrow(1, 4, 4).add_(at::mm(at::mm(inputs[0], inputs[2].t()), inputs[3].t()) * 0.7);
    EXPECT_TRUE(addLowRank(y, inputs[0], inputs[2], inputs[3], 0.7, 4).allclose(expected, 1e-5, 1e-6));
}

TEST(Checkpoint, KeepsItsInputsAloneAndGivesTheirGradients) {
    const at::Tensor x = randomTensor({4, 3}, 1).set_requires_grad(true),
                     weight = randomTensor({3, 3}, 2).set_requires_grad(true);
    int times = 0;
    const auto part = [&](const std::vector<at::Tensor>& inputs) {
        ++times;
        return at::mm(inputs[0], weight).tanh() + inputs[0];
    };
    part({x}).square().sum().backward();
    const at::Tensor ofX = x.grad().clone(), ofWeight = weight.grad().clone();
    x.mutable_grad() = weight.mutable_grad() = at::Tensor();
    times = 0;
    const at::Tensor output = checkpointed(part, {x});
    EXPECT_EQ(times, 1);
    output.square().sum().backward();
    EXPECT_EQ(times, 2);
    EXPECT_TRUE(x.grad().equal(ofX));
    EXPECT_TRUE(weight.grad().equal(ofWeight));
    // Weights alone may learn.
    weight.mutable_grad() = at::Tensor();
    checkpointed(part, {x.detach()}).square().sum().backward();
    EXPECT_TRUE(weight.grad().equal(ofWeight));
}

TEST(PassScope, PutsThePassBefore) {
    Pass pass;
    {
        const PassScope scope(pass, {true, 3, 4});
        EXPECT_TRUE(pass.training);
        EXPECT_EQ(pass.step, 4u);
    }
    EXPECT_FALSE(pass.training);
}

}
