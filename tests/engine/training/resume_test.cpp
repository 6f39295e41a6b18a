// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/training/training_support.h"

#include <gtest/gtest.h>

namespace espalier::testing {
namespace {

struct Ending {
    std::string weights;
    TrainingResult result;
    bool operator==(const Ending& other) const {
        return weights == other.weights && result.bestStep == other.result.bestStep && result.metrics == other.result.metrics;
    }
};

Ending undisturbed(const TrainingSetup& setup) {
    const auto model = tinyModel();
    auto result = train(*model, setup);
    return {weightsHash(*model), std::move(result)};
}

/// Runs until `cutAfter` says so, leaves, and goes on with a fresh model, as a new process would.
Ending cut(TrainingSetup setup, const std::function<bool(const RunEvent&)>& cutAfter) {
    const TemporaryFolder folder;
    setup.checkpointFolder = folder / "checkpoint";
    {
        const auto model = tinyModel();
        const CancellationToken token;
        const auto first = train(*model, setup, token, [&](const RunEvent& event) {
            if (cutAfter(event)) token.request(CancellationToken::Request::Interrupt);
        });
        EXPECT_EQ(first.status, "interrupted");
    }
    setup.resume = true;
    const auto model = tinyModel();
    auto result = train(*model, setup);
    EXPECT_EQ(result.status, "completed");
    return {weightsHash(*model), std::move(result)};
}

std::function<bool(const RunEvent&)> afterStep(std::int64_t step) {
    return [step](const RunEvent& event) {
        const auto* done = std::get_if<StepEvent>(&event);
        return done && done->step == step;
    };
}

}

TEST(Resume, EndsBitIdenticalWhereverItWasCut) {
    const auto setup = tinySetup(); // dropout on, 24 steps, evaluations after 12 and 24
    const auto expected = undisturbed(setup);
    for (const std::int64_t step : {1, 7, 12, 13, 23, 24}) {
        EXPECT_EQ(cut(setup, afterStep(step)), expected) << "cut after step " << step;
    }
}

TEST(Resume, EndsBitIdenticalWithEveryOptimizerAndAnAverage) {
    for (const char* optimizer : {"adam", "sgd", "adafactor", "lion"}) {
        auto setup = tinySetup();
        setup.recipe.training.optimizer = optimizer;
        setup.recipe.training.emaDecay = 0.8;
        setup.recipe.training.mixout = 0.3;
        setup.recipe.training.layerDrop = 0.2;
        const auto expected = undisturbed(setup);
        for (const std::int64_t step : {5, 12}) EXPECT_EQ(cut(setup, afterStep(step)), expected) << optimizer << " cut after step " << step;
    }
    auto setup = tinySetup();
    setup.recipe.training.emaDecay = 0.8;
    const auto expected = undisturbed(setup);
    EXPECT_EQ(cut(setup, afterStep(7)), expected) << "adamw, whose table is brought up to date row by row";
}

TEST(Resume, EndsBitIdenticalAfterACutInsideAnEvaluation) {
    auto setup = tinySetup();
    setup.validation = learnableRows(80, 4); // three batches
    const auto expected = undisturbed(setup);
    const TemporaryFolder folder;
    setup.checkpointFolder = folder / "checkpoint";
    const CancellationToken token;
    int batches = 0;
    WatchedModel model(tinyModel(), [&](const PackedBatch& batch) {
        if (batch.sequences() > 4 && ++batches == 2) token.request(CancellationToken::Request::Interrupt);
    });
    model.trainingOnly = false;
    EXPECT_EQ(train(model, setup, token).status, "interrupted");
    EXPECT_TRUE(readCheckpointState(setup.checkpointFolder).value().evaluationDue);
    setup.resume = true;
    const auto again = tinyModel();
    auto result = train(*again, setup);
    EXPECT_EQ((Ending {weightsHash(*again), std::move(result)}), expected);
}

TEST(Resume, EndsBitIdenticalAfterACutDuringAccumulation) {
    auto setup = tinySetup();
    setup.recipe.training.gradientAccumulation = 3;
    const auto expected = undisturbed(setup);
    const TemporaryFolder folder;
    setup.checkpointFolder = folder / "checkpoint";
    const CancellationToken token;
    int batches = 0;
    WatchedModel model(tinyModel(), [&](const PackedBatch&) {
        if (++batches == 8) token.request(CancellationToken::Request::Interrupt); // the second of the third step's three
    });
    EXPECT_EQ(train(model, setup, token).status, "interrupted");
    EXPECT_EQ(readCheckpointState(setup.checkpointFolder).value().step, 2);
    setup.resume = true;
    const auto again = tinyModel();
    auto result = train(*again, setup);
    EXPECT_EQ((Ending {weightsHash(*again), std::move(result)}), expected);
}

TEST(Resume, EarlyStoppingGoesOnCounting) {
    auto setup = tinySetup();
    setup.recipe.training.epochs = 12;
    setup.recipe.training.learningRate = 0.02;
    setup.recipe.training.earlyStoppingPatience = 2;
    setup.recipe.training.earlyStoppingMetric = "accuracy";
    const auto expected = undisturbed(setup);
    for (const std::int64_t step : {24, 30}) EXPECT_EQ(cut(setup, afterStep(step)), expected) << step;
}

TEST(Resume, FrozenRunsGoOnToo) {
    auto setup = tinySetup();
    setup.recipe.strategy.kind = "frozen";
    EXPECT_EQ(cut(setup, afterStep(9)), undisturbed(setup));
}

TEST(Resume, ACheckpointOfAnotherRecipeIsRefused) {
    const TemporaryFolder folder;
    auto setup = tinySetup();
    setup.checkpointFolder = folder / "checkpoint";
    const auto model = tinyModel();
    train(*model, setup);
    setup.resume = true;
    setup.fingerprint = "another";
    EXPECT_THROW(train(*model, setup), Exception);
}

TEST(Resume, WithoutACheckpointItStartsFromTheBeginning) {
    const TemporaryFolder folder;
    auto setup = tinySetup();
    const auto expected = undisturbed(setup);
    setup.checkpointFolder = folder / "checkpoint";
    setup.resume = true;
    const auto model = tinyModel();
    auto result = train(*model, setup);
    EXPECT_EQ((Ending {weightsHash(*model), std::move(result)}), expected);
}

}
