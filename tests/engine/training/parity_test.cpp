// SPDX-License-Identifier: GPL-3.0-or-later
// Against tests/reference/training.py: a plain PyTorch loop over Transformers' BERT.
#include "engine/base/json.h"
#include "engine/checkpoint/safetensors.h"
#include "tests/engine/training/training_support.h"

#include <ATen/ops/empty.h>
#include <gtest/gtest.h>

#include <cstring>

namespace espalier::testing {
namespace {

constexpr double kTolerance = 1e-4;

/// The reference takes its rows in the file's order; so they are put where the epoch's order will find them.
ExampleSet rowsInOrder(const Json& rows, std::uint64_t seed) {
    const auto order = epochOrder(static_cast<std::int64_t>(rows.size()), seed, 0);
    ExampleSet set;
    set.examples.resize(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        set.examples[static_cast<std::size_t>(order[i])] = {.ids = rows[i].at("ids"), .typeIds = {}, .label = rows[i].at("label")};
    }
    return set;
}

TrainingSetup setupOf(const Json& all, const Json& one) {
    TrainingSetup setup;
    setup.recipe.strategy = {.kind = one.at("strategy")};
    if (setup.recipe.strategy.kind == "discriminative") setup.recipe.strategy.settings["decay"] = all.at("decay");
    auto& training = setup.recipe.training;
    training.epochs = 1;
    training.dropout = 0;
    training.batchSize = all.at("batch_size");
    training.learningRate = all.at("learning_rate");
    training.weightDecay = all.at("weight_decay");
    training.warmupRatio = all.at("warmup_ratio");
    training.maxGradNorm = all.at("max_grad_norm");
    training.gradientAccumulation = one.at("accumulation");
    setup.train = rowsInOrder(all.at("rows"), training.seed);
    return setup;
}

void expectSameWeights(Model& model, const std::string& name) {
    const auto file = SafetensorsFile::open(fixture("weights_" + name + ".safetensors")).value();
    for (const auto& parameter : model.parameters()) {
        const auto found = file.tensors().find(parameter.name);
        ASSERT_NE(found, file.tensors().end()) << parameter.name;
        auto expected = at::empty(found->second.shape, at::kFloat);
        std::memcpy(expected.mutable_data_ptr(), found->second.bytes.data(), found->second.bytes.size());
        EXPECT_LT(parameter.value.detach().sub(expected).abs().max().item<double>(), kTolerance) << parameter.name;
    }
}

class Parity : public ::testing::TestWithParam<int> {};

TEST_P(Parity, LossesNormsAndWeightsAreThoseOfPyTorch) {
    const auto all = readJsonFile(fixture("cases.json")).value();
    const auto& one = all.at("cases").at(static_cast<std::size_t>(GetParam()));
    SCOPED_TRACE(one.at("name").get<std::string>());
    const auto model = tinyModel();
    std::vector<RunEvent> events;
    const auto result = train(*model, setupOf(all, one), {}, [&](const RunEvent& event) { events.push_back(event); });
    EXPECT_EQ(result.status, "completed");
    const auto steps = eventsOf<StepEvent>(events);
    ASSERT_EQ(steps.size(), one.at("losses").size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        EXPECT_NEAR(steps[i].loss, one.at("losses")[i].get<double>(), kTolerance) << "step " << i + 1;
        EXPECT_NEAR(steps[i].gradNorm, one.at("norms")[i].get<double>(), kTolerance * 10) << "step " << i + 1;
    }
    expectSameWeights(*model, one.at("name"));
}

INSTANTIATE_TEST_SUITE_P(Cases, Parity, ::testing::Range(0, 4));

}
}
