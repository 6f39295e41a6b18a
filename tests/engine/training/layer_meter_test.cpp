// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/layer_meter.h"
#include "tests/engine/training/training_support.h"

#include <ATen/core/grad_mode.h>
#include <gtest/gtest.h>

#include <cmath>

namespace espalier::testing {
namespace {

std::vector<ParameterGroup> onlyLayer(Model& model, int depth) {
    ParameterGroup group;
    for (const auto& parameter : model.parameters())
        if (parameter.depth == depth) group.parameters.push_back(parameter);
    return {group};
}

}

TEST(LayerMeter, MeasuresWhatMovedByHowMuch) {
    const auto model = tinyModel();
    const auto groups = onlyLayer(*model, 1);
    const LayerMeter meter(model->parameters(), groups);
    {
        const at::NoGradGuard noGrad;
        for (const auto& parameter : groups[0].parameters) parameter.value.mul_(1.25);
    }
    const auto event = meter.report(7);
    EXPECT_EQ(event.step, 7);
    EXPECT_EQ(event.names, (std::vector<std::string> {"embeddings", "layer 1", "layer 2", "head"}));
    ASSERT_EQ(event.weightChange.size(), 4u);
    EXPECT_NEAR(event.weightChange[1], 0.25, 1e-5) << "each weight by a quarter of itself";
    for (const std::size_t frozen : {0u, 2u, 3u}) EXPECT_EQ(event.weightChange[frozen], 0);
}

TEST(LayerMeter, LayersTogetherHaveTheWholeGradient) {
    const auto model = tinyModel();
    std::vector<RunEvent> events;
    auto setup = tinySetup();
    train(*model, setup, {}, [&](const RunEvent& event) { events.push_back(event); });
    const auto layers = eventsOf<LayersEvent>(events);
    const auto steps = eventsOf<StepEvent>(events);
    ASSERT_FALSE(layers.empty());
    EXPECT_EQ(layers.front().step, 1);
    EXPECT_EQ(layers.back().step, 24) << "the last step is among them";
    for (const auto& event : layers) {
        double squares = 0;
        for (double norm : event.gradNorm) squares += norm * norm;
        EXPECT_NEAR(std::sqrt(squares), steps[static_cast<std::size_t>(event.step) - 1].gradNorm, 1e-4);
    }
    for (std::size_t layer = 0; layer < 4; ++layer) EXPECT_GT(layers.back().weightChange[layer], layers.front().weightChange[layer]);
}

TEST(LayerMeter, GradualUnfreezingIsSeen) {
    const auto model = tinyModel();
    std::vector<RunEvent> events;
    auto setup = tinySetup();
    setup.recipe.strategy = {"gradual", {{"stage_steps", 8}}, {}};
    train(*model, setup, {}, [&](const RunEvent& event) { events.push_back(event); });
    for (const auto& event : eventsOf<LayersEvent>(events)) {
        EXPECT_GT(event.gradNorm[3], 0) << "the head learns all along";
        EXPECT_EQ(event.gradNorm[2] > 0, event.step > 8) << event.step;
        EXPECT_EQ(event.gradNorm[1] > 0, event.step > 16) << event.step;
        EXPECT_EQ(event.weightChange[0], 0) << "the embeddings never had their turn";
    }
}

}
