// SPDX-License-Identifier: GPL-3.0-or-later
// Mixout, layers passed by, the average of the weights and best steps kept, each in a run of the tiny model.
#include "engine/training/gradients.h"
#include "tests/engine/training/training_support.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/ones_like.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace espalier::testing {
namespace {

std::vector<ParameterGroup> groupsOf(Model& model) {
    Recipe recipe;
    return makeStrategy(recipe).value()->prepare(model, recipe);
}

/// Largest |a − b|.
double apart(const at::Tensor& a, const at::Tensor& b) {
    return a.sub(b).abs().max().item<double>();
}

TEST(Mixout, MixesTowardsTheStartAndBack) {
    const auto model = tinyModel();
    auto groups = groupsOf(*model);
    Mixout mixout(groups, 0.4, 3);
    const at::NoGradGuard noGrad;
    std::int64_t mixed = 0;
    double kept = 0, count = 0;
    std::vector<at::Tensor> starts, moved;
    for (auto& group : groups)
        for (auto& parameter : group.parameters) {
            starts.push_back(parameter.value.detach().clone());
            parameter.value.add_(1); // all weights are 1 from where they began
            moved.push_back(parameter.value.detach().clone());
        }
    mixout.mix(5);
    std::size_t i = 0;
    for (auto& group : groups)
        for (auto& parameter : group.parameters) {
            parameter.value.mutable_grad() = at::ones_like(parameter.value);
            const auto distance = parameter.value.detach() - starts[i++];
            if (apart(distance, at::ones_like(distance)) < 1e-5) continue; // not one of those that are mixed
            ++mixed;
            const auto isKept = distance.gt(0.5);
            EXPECT_LT(apart(distance, isKept / 0.6), 1e-4) << parameter.name << ": 0, or 1/(1 − p) of the way";
            kept += isKept.sum().item<double>();
            count += static_cast<double>(isKept.numel());
        }
    EXPECT_EQ(mixed, 2 * 6 + 2) << "six linear layers a layer, the pooler and the classifier, which is read from a file here; tables are left alone";
    EXPECT_NEAR(kept / count, 0.6, 0.03);
    mixout.unmix();
    i = 0;
    for (auto& group : groups)
        for (auto& parameter : group.parameters) {
            EXPECT_TRUE(parameter.value.equal(moved[i++])) << parameter.name;
            const auto gradient = parameter.value.grad();
            EXPECT_LT(gradient.sub(1).mul(gradient).mul(gradient.sub(1 / 0.6)).abs().max().item<double>(), 1e-3) << parameter.name << ": 0, 1 or 1/(1 − p)";
        }
}

TEST(Mixout, OfTheStartItselfIsTheStart) {
    const auto model = tinyModel();
    auto groups = groupsOf(*model);
    const auto before = weightsHash(*model);
    Mixout mixout(groups, 0.7, 1);
    EXPECT_TRUE(mixout.isOn());
    mixout.mix(0);
    EXPECT_EQ(weightsHash(*model), before);
    EXPECT_FALSE(Mixout(groups, 0, 1).isOn());
}

TEST(LayerDrop, PassesByWholeLayersAndTheirWeightsStay) {
    auto setup = tinySetup();
    setup.recipe.training.layerDrop = 0.5;
    setup.recipe.training.batchSize = 8;
    const auto model = tinyModel();
    const auto rows = learnableRows(8, 3);
    const auto gradients = [&](std::int64_t step) {
        auto groups = groupsOf(*model);
        releaseGradients(groups);
        const std::vector<std::int64_t> all {0, 1, 2, 3, 4, 5, 6, 7};
        const ForwardOptions options {.training = true, .dropout = 0, .seed = 9, .step = step, .layerDrop = 0.5};
        forwardRows(*model, rows, all, c10::Device(c10::kCPU), options).sum().backward();
        std::string seen;
        for (const char* layer : {"layer.0.", "layer.1."}) {
            bool any = false;
            for (const auto& parameter : model->parameters())
                if (parameter.name.find(layer) != std::string::npos) any = any || (parameter.value.grad().defined() && parameter.value.grad().abs().sum().item<double>() > 0);
            seen += any ? '1' : '0';
        }
        return seen;
    };
    std::map<std::string, int> patterns;
    for (std::int64_t step = 0; step < 40; ++step) ++patterns[gradients(step)];
    EXPECT_EQ(patterns.size(), 4u) << "both, either or none of two layers";
    for (const auto& [pattern, count] : patterns) EXPECT_GT(count, 2) << pattern;
    EXPECT_EQ(gradients(7), gradients(7)) << "a function of the step";
    EXPECT_EQ(train(*tinyModel(), setup).status, "completed");
}

TEST(WeightAverage, IsWhatIsMeasuredAndKept) {
    auto setup = tinySetup();
    setup.recipe.training.emaDecay = 0.9;
    setup.validation = {};
    const auto averaged = tinyModel();
    train(*averaged, setup);
    setup.recipe.training.emaDecay = 0;
    const auto plain = tinyModel();
    train(*plain, setup);
    EXPECT_NE(weightsHash(*averaged), weightsHash(*plain));
    // By hand: the weights after each step, averaged.
    std::map<std::string, at::Tensor> expected;
    const auto watched = tinyModel();
    train(*watched, setup, {}, [&](const RunEvent& event) {
        const auto* step = std::get_if<StepEvent>(&event);
        if (!step) return;
        const at::NoGradGuard noGrad;
        for (const auto& parameter : watched->parameters()) {
            auto& average = expected[parameter.name];
            const auto value = parameter.value.detach();
            average = step->step == 1 ? value.clone() : average * 0.9 + value * 0.1;
        }
    });
    for (const auto& parameter : averaged->parameters()) {
        // A table's rows are brought up to date only when they are read, so its average can't be taken from outside.
        if (parameter.sparseGradient) continue;
        EXPECT_LT(apart(parameter.value.detach(), expected.at(parameter.name)), 1e-5) << parameter.name;
    }
}

TEST(KeepBest, TheBestStepsAreKeptAndTheOthersGo) {
    const TemporaryFolder folder;
    auto setup = tinySetup();
    setup.checkpointFolder = folder / "run" / "checkpoint";
    setup.recipe.training.keepBest = 2;
    setup.recipe.training.evaluateEvery = 4; // six evaluations
    setup.saveStep = [](const std::filesystem::path& path) { std::filesystem::create_directories(path); };
    std::vector<std::pair<double, std::int64_t>> losses;
    const auto model = tinyModel();
    train(*model, setup, {}, [&](const RunEvent& event) {
        if (const auto* evaluation = std::get_if<EvaluationEvent>(&event)) losses.emplace_back(evaluation->loss, evaluation->step);
    });
    ASSERT_EQ(losses.size(), 6u);
    std::sort(losses.begin(), losses.end());
    std::set<std::string> expected, found;
    for (int i = 0; i < 2; ++i) expected.insert("step-" + std::to_string(losses[static_cast<std::size_t>(i)].second));
    for (const auto& entry : std::filesystem::directory_iterator(folder / "run" / "best")) found.insert(entry.path().filename().string());
    EXPECT_EQ(found, expected);
}

}
}
