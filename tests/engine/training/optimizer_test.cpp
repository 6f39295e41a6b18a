// SPDX-License-Identifier: GPL-3.0-or-later
// Against tests/reference/optimizers.py: torch.optim, Transformers' Adafactor, Lion as published, torch's AveragedModel.
#include "engine/base/json.h"
#include "engine/training/optimizer.h"
#include "tests/engine/training/training_support.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <gtest/gtest.h>

#include <limits>

namespace espalier::testing {
namespace {

at::Tensor tensorOf(const Json& json) {
    std::vector<float> values;
    std::vector<std::int64_t> shape {static_cast<std::int64_t>(json.size())};
    if (json[0].is_array()) shape.push_back(static_cast<std::int64_t>(json[0].size()));
    for (const Json& row : json) {
        if (row.is_array())
            for (const Json& value : row) values.push_back(value);
        else values.push_back(row);
    }
    return at::tensor(values).reshape(shape);
}

Json reference() {
    return readJsonFile(fixture("optimizers.json")).value();
}

Optimizer optimizerOf(const Json& one, bool asTable) {
    ParameterGroup group {.parameters = {}, .weightDecay = one["weight_decay"]};
    for (const Json& start : one["start"]) {
        nn::Parameter parameter {.name = "p" + std::to_string(group.parameters.size()), .value = tensorOf(start)};
        parameter.value.set_requires_grad(true);
        if (asTable && parameter.value.dim() == 2) parameter.sparseGradient = std::make_shared<nn::SparseGradient>();
        group.parameters.push_back(parameter);
    }
    Recipe::Training training;
    training.optimizer = one["optimizer"];
    training.momentum = one["momentum"];
    return Optimizer({group}, makeUpdateRule(training));
}

void expectSteps(const Json& one, double rate, bool asTable) {
    auto optimizer = optimizerOf(one, asTable);
    const auto& parameters = optimizer.groups().front().parameters;
    for (std::size_t step = 0; step < one["gradients"].size(); ++step) {
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            const auto gradient = tensorOf(one["gradients"][step][i]) * 2; // halved again as clipping does it
            if (parameters[i].sparseGradient) *parameters[i].sparseGradient = {at::tensor({0, 1, 2, 3}, at::kLong), gradient};
            else parameters[i].value.mutable_grad() = gradient;
        }
        optimizer.step(rate, 0.5);
        optimizer.catchUp();
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            const auto apart = parameters[i].value.detach().sub(tensorOf(one["after"][step][i])).abs().max().item<double>();
            EXPECT_LT(apart, 1e-5) << one["optimizer"] << " step " << step + 1 << " parameter " << i;
        }
    }
}

TEST(Optimizers, StepsAreThoseOfTheOriginals) {
    const auto all = reference();
    ASSERT_EQ(all["cases"].size(), 11u);
    for (const Json& one : all["cases"]) {
        expectSteps(one, all["rate"], false);
        expectSteps(one, all["rate"], true);
    }
}

TEST(Optimizers, BytesAreThoseOfTheirState) {
    Recipe::Training training;
    for (const auto& [name, bytes] : std::vector<std::pair<std::string, std::int64_t>> {
             {"adamw", 2 * 24 * 4}, {"adam", 2 * 24 * 4}, {"sgd", 24 * 4}, {"lion", 24 * 4}, {"adafactor", (4 + 6) * 4}}) {
        training.optimizer = name;
        EXPECT_EQ(optimizerBytes(training, {4, 6}), bytes) << name;
    }
    training.optimizer = "sgd";
    training.momentum = 0;
    EXPECT_EQ(optimizerBytes(training, {4, 6}), 0);
    training.optimizer = "magic";
    EXPECT_THROW(makeUpdateRule(training), Exception);
}

TEST(WeightAverage, IsTorchsAveragedModel) {
    for (const Json& one : reference()["averages"]) {
        const auto weight = at::zeros({2, 3});
        WeightAverage average({{"w", weight}}, one["decay"]);
        for (std::size_t step = 0; step < one["weights"].size(); ++step) {
            weight.copy_(tensorOf(one["weights"][step]));
            average.update(static_cast<std::int64_t>(step) + 1);
            {
                const AveragedWeights averaged(average);
                EXPECT_LT(weight.sub(tensorOf(one["averages"][step])).abs().max().item<double>(), 1e-6);
            }
            EXPECT_TRUE(weight.equal(tensorOf(one["weights"][step]))) << "the weights are back";
        }
    }
}

TEST(WeightAverage, BeginsAnewWhereTheWeightsWerePutBack) {
    const auto weight = at::zeros({2, 3});
    WeightAverage average({{"w", weight}}, 0.9);
    weight.fill_(std::numeric_limits<float>::quiet_NaN());
    average.update(2);
    weight.fill_(3);
    average.restart();
    EXPECT_TRUE(average.tensors().at("w").equal(weight));
}

}
}
