// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/training/training_support.h"

#include <gtest/gtest.h>

#include <thread>

namespace espalier::testing {
namespace {

using Request = CancellationToken::Request;

struct Recorded {
    std::vector<RunEvent> events;
    TrainingResult result;
};

Recorded record(Model& model, TrainingSetup setup, const CancellationToken& token = {}) {
    Recorded recorded;
    recorded.result = train(model, std::move(setup), token, [&](const RunEvent& event) { recorded.events.push_back(event); });
    return recorded;
}

/// Calls `then` right after step `step`.
EventSink afterStep(std::int64_t step, std::function<void()> then) {
    return [step, then = std::move(then)](const RunEvent& event) {
        if (const auto* done = std::get_if<StepEvent>(&event); done && done->step == step) then();
    };
}

}

TEST(Trainer, LearnsAndTellsOfIt) {
    const auto model = tinyModel("mean");
    auto setup = tinySetup();
    setup.recipe.training.epochs = 4;
    setup.recipe.training.learningRate = 0.02;
    setup.test = learnableRows(20, 3);
    const auto [events, result] = record(*model, setup);
    EXPECT_EQ(result.status, "completed");
    EXPECT_TRUE(result.worthKeeping);
    EXPECT_EQ(result.split, "test");
    EXPECT_EQ(result.rows.size(), 20u);
    EXPECT_GT(result.metrics.at("accuracy"), 0.9);
    EXPECT_GT(result.metrics.at("loss"), 0);
    EXPECT_GT(result.samplesPerSecond, 0);
    EXPECT_GT(result.evalSamplesPerSecond, 0);

    ASSERT_TRUE(std::holds_alternative<RunStarted>(events.front()));
    EXPECT_EQ(std::get<RunStarted>(events.front()).steps, 48);
    EXPECT_EQ(std::get<RunStarted>(events.front()).trainableParameters, std::get<RunStarted>(events.front()).parameters);
    const auto steps = eventsOf<StepEvent>(events);
    ASSERT_EQ(steps.size(), 48u);
    EXPECT_EQ(steps.front().step, 1);
    EXPECT_DOUBLE_EQ(steps[11].epoch, 1);
    EXPECT_EQ(steps.front().learningRates.front(), 0) << "the first step of a warm-up";
    EXPECT_GT(steps.back().memoryBytes, 1 << 20);
    EXPECT_GT(steps[10].etaSeconds, 0);
    const auto evaluations = eventsOf<EvaluationEvent>(events);
    ASSERT_EQ(evaluations.size(), 5u) << "four epochs and the test";
    EXPECT_EQ(evaluations[0].step, 12);
    EXPECT_EQ(evaluations[0].split, "validation");
    EXPECT_EQ(evaluations[4].split, "test");
}

TEST(Trainer, EvaluatesEverySoManyStepsAndAtTheEnd) {
    const auto model = tinyModel();
    auto setup = tinySetup();
    setup.recipe.training.epochs = 0.9; // 11 steps
    setup.recipe.training.evaluateEvery = 4;
    const auto [events, result] = record(*model, setup);
    std::vector<std::int64_t> at;
    for (const auto& evaluation : eventsOf<EvaluationEvent>(events)) at.push_back(evaluation.step);
    EXPECT_EQ(at, (std::vector<std::int64_t> {4, 8, 11}));
    EXPECT_EQ(result.split, "validation");
}

TEST(Trainer, KeepsTheBestWeightsAndStopsEarly) {
    const auto model = tinyModel();
    auto setup = tinySetup();
    setup.recipe.training.epochs = 50;
    setup.recipe.training.schedule = "constant";
    setup.recipe.training.warmupRatio = 0;
    setup.recipe.training.learningRate = 0.02; // learns by heart soon
    setup.recipe.training.earlyStoppingPatience = 2;
    for (std::size_t i = 0; i < 16; i += 4) setup.validation.examples[i].label ^= 1; // some can't be got right
    const auto [events, result] = record(*model, setup);
    EXPECT_EQ(result.status, "completed");
    const auto evaluations = eventsOf<EvaluationEvent>(events);
    ASSERT_GE(evaluations.size(), 3u);
    ASSERT_LT(evaluations.size(), 50u);
    const auto best = std::min_element(evaluations.begin(), evaluations.end(), [](auto& a, auto& b) { return a.loss < b.loss; });
    EXPECT_EQ(evaluations.end() - best, 3) << "two more after the best";
    EXPECT_EQ(result.bestStep, best->step);
    EXPECT_EQ(result.metrics.at("loss"), best->loss);
    const auto task = makeTask("classification", tinyLabels()).value();
    const auto again = evaluateRows(*model, *task, setup.validation, c10::Device(c10::kCPU), 32, [] { return true; });
    EXPECT_DOUBLE_EQ(again->loss, best->loss) << "the model holds the best weights";
}

TEST(Trainer, FrozenFeaturesAreWhatABodyWithoutLearningRateGives) {
    auto setup = tinySetup();
    setup.recipe.training.dropout = 0;
    setup.recipe.training.maxGradNorm = 0; // the norm of all gradients would differ
    const auto frozen = tinyModel("mean"), still = tinyModel("mean");
    const auto body = still->parameters().front().value.clone();
    setup.recipe.strategy.kind = "frozen";
    const auto first = record(*frozen, setup);
    setup.recipe.strategy = {.kind = "discriminative", .settings = {{"decay", 0}}};
    const auto second = record(*still, setup);
    EXPECT_TRUE(still->parameters().front().value.equal(body));
    const auto a = eventsOf<StepEvent>(first.events), b = eventsOf<StepEvent>(second.events);
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i].loss, b[i].loss, 1e-5);
    for (std::size_t i = 0; i < frozen->parameters().size(); ++i) {
        const auto difference = frozen->parameters()[i].value.sub(still->parameters()[i].value).abs().max().item<double>();
        EXPECT_LT(difference, 1e-5) << frozen->parameters()[i].name;
    }
    EXPECT_LT(std::get<RunStarted>(first.events.front()).trainableParameters, 100);
    bool said = false;
    for (const auto& message : eventsOf<MessageEvent>(first.events)) said = said || message.text.find("no dropout") != std::string::npos;
    EXPECT_TRUE(said);
}

TEST(Trainer, StopKeepsWhatWasLearnt) {
    const auto model = tinyModel();
    const CancellationToken token;
    const TemporaryFolder folder;
    auto setup = tinySetup();
    setup.checkpointFolder = folder / "checkpoint";
    std::int64_t last = 0;
    const auto result = train(*model, setup, token, [&](const RunEvent& event) {
        if (const auto* step = std::get_if<StepEvent>(&event)) last = step->step;
        if (last == 15) token.request(Request::StopAndKeep);
    });
    EXPECT_EQ(last, 15);
    EXPECT_EQ(result.status, "stopped");
    EXPECT_TRUE(result.worthKeeping);
    EXPECT_EQ(result.bestStep, 12) << "the evaluation after the first epoch";
    EXPECT_EQ(result.split, "validation");
    EXPECT_EQ(result.rows.size(), 16u);
}

TEST(Trainer, StopBeforeTheFirstStepKeepsNothing) {
    const auto model = tinyModel();
    const CancellationToken token;
    token.request(Request::StopAndKeep);
    const auto result = train(*model, tinySetup(), token);
    EXPECT_EQ(result.status, "stopped");
    EXPECT_FALSE(result.worthKeeping);
}

TEST(Trainer, InterruptLeavesACheckpointAndNoModel) {
    const auto model = tinyModel();
    const CancellationToken token;
    const TemporaryFolder folder;
    auto setup = tinySetup();
    setup.checkpointFolder = folder / "checkpoint";
    const auto result = train(*model, setup, token, afterStep(5, [&] { token.request(Request::Interrupt); }));
    EXPECT_EQ(result.status, "interrupted");
    EXPECT_FALSE(result.worthKeeping);
    ASSERT_TRUE(hasCheckpoint(setup.checkpointFolder));
    EXPECT_EQ(readCheckpointState(setup.checkpointFolder).value().step, 5);
}

TEST(Trainer, PauseHoldsAfterACheckpointAndGoesOn) {
    const auto undisturbed = tinyModel(), paused = tinyModel();
    train(*undisturbed, tinySetup());
    const CancellationToken token;
    const TemporaryFolder folder;
    auto setup = tinySetup();
    setup.checkpointFolder = folder / "checkpoint";
    std::jthread user;
    std::int64_t stepsWhilePaused = 0;
    bool held = false;
    const auto result = train(*paused, setup, token, [&](const RunEvent& event) {
        if (const auto* step = std::get_if<StepEvent>(&event)) {
            if (step->step == 7) token.request(Request::Pause);
            if (token.requested() == Request::Pause && step->step != 7) ++stepsWhilePaused;
        }
        if (const auto* message = std::get_if<MessageEvent>(&event); message && message->text.starts_with("Paused")) {
            held = hasCheckpoint(setup.checkpointFolder) && readCheckpointState(setup.checkpointFolder).value().step == 7;
            user = std::jthread([&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(120));
                token.request(Request::None);
            });
        }
    });
    EXPECT_TRUE(held);
    EXPECT_EQ(stepsWhilePaused, 0);
    EXPECT_EQ(result.status, "completed");
    EXPECT_EQ(weightsHash(*paused), weightsHash(*undisturbed));
}

TEST(Trainer, NoRowsIsAnErrorBeforeTheFirstEvent) {
    const auto model = tinyModel();
    auto setup = tinySetup();
    setup.train = {};
    EXPECT_THROW(train(*model, setup), Exception);
}

}
