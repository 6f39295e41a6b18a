// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/file.h"
#include "tests/engine/training/training_support.h"

#include <ATen/core/grad_mode.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <limits>
#include <new>

namespace espalier::testing {
namespace {

/// The warnings that have `words` in them.
std::vector<std::string> warnings(const std::vector<RunEvent>& events, const std::string& words) {
    std::vector<std::string> texts;
    for (const auto& message : eventsOf<MessageEvent>(events)) {
        if (message.level == "warning" && message.text.find(words) != std::string::npos) texts.push_back(message.text);
    }
    return texts;
}

/// A model whose bias becomes no number before the `batch`-th batch that learns, and where `lasting` before each after it.
WatchedModel poisoned(int batch, bool lasting = false) {
    auto inner = tinyModel();
    auto* parameters = &inner->parameters();
    return WatchedModel(std::move(inner), [=, count = std::make_shared<int>(0)](const PackedBatch&) {
        const at::NoGradGuard noGrad;
        if (++*count == batch || (lasting && *count > batch)) parameters->back().value.fill_(std::numeric_limits<float>::quiet_NaN());
    });
}

}

TEST(Trouble, NotANumberTakesTheRunBackToItsBestWeights) {
    auto model = poisoned(16);
    std::vector<RunEvent> events;
    const auto result = train(model, tinySetup(), {}, [&](const RunEvent& event) { events.push_back(event); });
    EXPECT_EQ(result.status, "completed") << result.error;
    ASSERT_EQ(warnings(events, "put back").size(), 1u);
    EXPECT_NE(warnings(events, "put back")[0].find("those of step 12, the best so far"), std::string::npos);
    const auto steps = eventsOf<StepEvent>(events);
    ASSERT_EQ(steps.size(), 24u) << "the step is made again, none is lost";
    const auto undisturbed = [] {
        std::vector<RunEvent> seen;
        train(*tinyModel(), tinySetup(), {}, [&](const RunEvent& event) { seen.push_back(event); });
        return eventsOf<StepEvent>(seen);
    }();
    EXPECT_EQ(steps[14].learningRates, undisturbed[14].learningRates);
    EXPECT_NEAR(steps[15].learningRates[0], 0.1 * undisturbed[15].learningRates[0], 1e-12);
}

TEST(Trouble, NotANumberBeforeAnyEvaluationStartsAnew) {
    auto model = poisoned(2);
    auto setup = tinySetup();
    int asked = 0;
    setup.startingWeights = [&] {
        ++asked;
        std::map<std::string, at::Tensor> weights;
        const auto fresh = tinyModel();
        for (const auto& parameter : fresh->parameters()) weights[parameter.name] = parameter.value.detach();
        return weights;
    };
    std::vector<RunEvent> events;
    const auto result = train(model, setup, {}, [&](const RunEvent& event) { events.push_back(event); });
    EXPECT_EQ(result.status, "completed") << result.error;
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(warnings(events, "those that it began with").size(), 1u);
}

TEST(Trouble, ARunThatWasTakenBackGoesOnAfterACrashAsIfThereWasNone) {
    auto whole = poisoned(16);
    train(whole, tinySetup());
    const TemporaryFolder folder;
    auto setup = tinySetup();
    setup.checkpointFolder = folder / "checkpoint";
    setup.recipe.training.checkpointEvery = 1;
    CancellationToken token;
    auto first = poisoned(16);
    train(first, setup, token, [&](const RunEvent& event) {
        if (const auto* step = std::get_if<StepEvent>(&event); step && step->step == 19) token.request(CancellationToken::Request::Interrupt);
    });
    setup.resume = true;
    const auto second = tinyModel();
    EXPECT_EQ(train(*second, setup).status, "completed");
    EXPECT_EQ(weightsHash(*second), weightsHash(whole));
}

TEST(Trouble, NotANumberAgainAndAgainEndsTheRunWithTheBestWeights) {
    auto model = poisoned(16, true);
    const TemporaryFolder folder;
    auto setup = tinySetup();
    setup.checkpointFolder = folder / "checkpoint";
    const auto result = train(model, setup);
    EXPECT_EQ(result.status, "failed");
    EXPECT_NE(result.error.find("step 16"), std::string::npos) << result.error;
    EXPECT_NE(result.error.find("lower learning rate"), std::string::npos);
    EXPECT_TRUE(result.worthKeeping);
    EXPECT_EQ(result.bestStep, 12);
    for (const auto& parameter : model.parameters()) EXPECT_TRUE(parameter.value.isfinite().all().item<bool>()) << parameter.name;
    EXPECT_EQ(readCheckpointState(setup.checkpointFolder).value().step, 12) << "the last good state";
}

TEST(Trouble, NotANumberBeforeAnyEvaluationKeepsNothing) {
    auto model = poisoned(2);
    const auto result = train(model, tinySetup());
    EXPECT_EQ(result.status, "failed");
    EXPECT_FALSE(result.worthKeeping);
}

TEST(Trouble, ARateFarTooHighIsNoticedOrSurvived) {
    const auto model = tinyModel();
    auto setup = tinySetup();
    setup.recipe.training.learningRate = 1e30;
    setup.recipe.training.maxGradNorm = 0;
    const auto result = train(*model, setup);
    EXPECT_EQ(result.status, "failed");
    EXPECT_NE(result.error.find("diverged"), std::string::npos);
}

TEST(Trouble, TooLittleMemoryHalvesTheBatchAndLearnsTheSame) {
    auto setup = tinySetup();
    setup.recipe.training.dropout = 0; // masks go by batch
    const auto roomy = tinyModel();
    train(*roomy, setup);
    WatchedModel tight(tinyModel(), [](const PackedBatch& batch) {
        if (batch.sequences() > 1) throw std::bad_alloc();
    });
    std::vector<RunEvent> events;
    const auto result = train(tight, setup, {}, [&](const RunEvent& event) { events.push_back(event); });
    EXPECT_EQ(result.status, "completed");
    ASSERT_EQ(warnings(events, "not enough memory").size(), 2u) << "4 → 2 → 1";
    EXPECT_EQ(warnings(events, "1 texts at a time").size(), 1u);
    EXPECT_EQ(eventsOf<StepEvent>(events).size(), 24u);
    for (std::size_t i = 0; i < roomy->parameters().size(); ++i) {
        EXPECT_LT(roomy->parameters()[i].value.sub(tight.parameters()[i].value).abs().max().item<double>(), 2e-4) << roomy->parameters()[i].name;
    }
}

TEST(Trouble, NoMemoryForOneTextFailsInWords) {
    WatchedModel model(tinyModel(), [](const PackedBatch&) { throw std::bad_alloc(); });
    const auto result = train(model, tinySetup());
    EXPECT_EQ(result.status, "failed");
    EXPECT_NE(result.error.find("out of memory"), std::string::npos);
}

TEST(Trouble, OtherErrorsAreNotTakenForMemory) {
    WatchedModel model(tinyModel(), [](const PackedBatch&) { fail(ErrorKind::Failed, "something else"); });
    EXPECT_THROW(train(model, tinySetup()), Exception);
}

TEST(Trouble, AFullDiskIsToldAndTheRunGoesOn) {
    const TemporaryFolder folder;
    auto setup = tinySetup();
    setup.checkpointFolder = folder / "checkpoint";
    bool full = true;
    setFileFault([&](const char* operation, const std::filesystem::path&) { return full && operation == std::string("write") ? ENOSPC : 0; });
    std::vector<RunEvent> events;
    const auto model = tinyModel();
    const auto result = train(*model, setup, {}, [&](const RunEvent& event) {
        events.push_back(event);
        if (!warnings({event}, "could not be written").empty()) full = false; // room was made
    });
    setFileFault({});
    EXPECT_EQ(result.status, "completed");
    EXPECT_EQ(warnings(events, "No space left").size(), 1u);
    EXPECT_FALSE(eventsOf<CheckpointEvent>(events).empty()) << "the next chance was taken";
    EXPECT_TRUE(hasCheckpoint(setup.checkpointFolder));
}

}
