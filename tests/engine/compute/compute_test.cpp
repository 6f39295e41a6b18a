// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/file.h"
#include "engine/compute/local_compute.h"
#include "engine/compute/train.h"
#include "tests/engine/compute/job_support.h"

#include <gtest/gtest.h>

#include <cmath>
#include <thread>

namespace espalier {
namespace {

using test::sentences;
using test::TemporaryFolder;
using test::tinyJob;

struct Trained {
    Trained() : job(tinyJob(folder)) {
        outcome = localCompute().train(job, {}, [this](const RunEvent& event) { events.push_back(event); }).value();
    }
    TemporaryFolder folder;
    TrainJob job;
    std::vector<RunEvent> events;
    TrainOutcome outcome;
};

/// One run that the tests below look at from several sides.
const Trained& trained() {
    static const Trained once;
    return once;
}

std::string firstError(const TrainJob& job) {
    const auto result = localCompute().train(job, {}, {});
    return result ? "" : describe(result.error());
}

}

TEST(Compute, TrainsAndTellsHowItEnded) {
    const auto& [folder, job, events, outcome] = trained();
    EXPECT_EQ(outcome.finished.status, "completed") << outcome.finished.error;
    EXPECT_EQ(outcome.finished.run, 7);
    EXPECT_EQ(outcome.finished.output, job.outputFolder.string());
    EXPECT_EQ(outcome.split, "test");
    EXPECT_EQ(outcome.predictions.size(), 20u);
    EXPECT_GT(outcome.finished.metrics.at("accuracy"), 0.85);
    ASSERT_TRUE(std::holds_alternative<RunStarted>(events.front()));
    ASSERT_TRUE(std::holds_alternative<RunFinished>(events.back()));
    EXPECT_EQ(std::get<RunFinished>(events.back()).metrics, outcome.finished.metrics);
    EXPECT_EQ(std::get<RunStarted>(events.front()).model, "tiny-bert");
}

TEST(LearningRateTest, TheSteepestPlaceIsSuggested) {
    std::vector<double> rates, losses;
    for (int i = 0; i < 30; ++i) {
        rates.push_back(std::pow(10, -7 + 0.2 * i));
        // Level, then falling from 1e-4 on and fastest at 1e-3, then level and up.
        losses.push_back(1 / (1 + std::exp(0.9 * (i - 20))) + (i > 26 ? i - 26 : 0));
    }
    EXPECT_NEAR(std::log10(steepestRate(rates, losses)), -3, 0.21);
    EXPECT_EQ(steepestRate({1, 2}, {2, 1}), 0) << "too few to say";
    for (auto& loss : losses) loss = 1;
    EXPECT_EQ(steepestRate(rates, losses), 0) << "it never falls";
}

TEST(LearningRateTest, LeavesNothingBehind) {
    const TemporaryFolder folder;
    const auto job = tinyJob(folder);
    const auto test = localCompute().findLearningRate(job, {}, {}).value();
    EXPECT_EQ(test.rates.size(), test.losses.size());
    EXPECT_GE(test.rates.size(), 10u);
    EXPECT_GT(test.suggestion, 1e-6);
    EXPECT_FALSE(std::filesystem::exists(job.outputFolder));
    EXPECT_FALSE(std::filesystem::exists(job.checkpointFolder));
    const CancellationToken stopped;
    stopped.request(CancellationToken::Request::StopAndKeep);
    EXPECT_EQ(localCompute().findLearningRate(job, stopped, {}).error().kind, ErrorKind::Interrupted);
}

TEST(Compute, WritesAFolderThatTransformersCanLoad) {
    const auto& job = trained().job;
    EXPECT_TRUE(verifyFolder(job.outputFolder));
    for (const char* name : {"config.json", "model.safetensors", "vocab.txt", "tokenizer_config.json", "README.md", "espalier.json"}) {
        EXPECT_TRUE(std::filesystem::exists(job.outputFolder / name)) << name;
    }
    const auto recipe = readJsonFile(job.outputFolder / "espalier.json").value();
    EXPECT_EQ(recipeFromJson(recipe.at("recipe")).value(), job.recipe);
    const auto card = readFile(job.outputFolder / "README.md").value();
    EXPECT_NE(card.find("| accuracy |"), std::string::npos);
    EXPECT_NE(card.find("negative, positive"), std::string::npos);
}

TEST(Compute, EvaluatesTheTunedModelAsTheRunDid) {
    const auto& [folder, job, events, outcome] = trained();
    const auto evaluated = localCompute().evaluate(job.outputFolder, job.test, "cpu", 1, {}, {}).value();
    EXPECT_EQ(evaluated.samples, 20);
    EXPECT_NEAR(evaluated.metrics.at("loss"), outcome.finished.metrics.at("loss"), 1e-6);
    ASSERT_EQ(evaluated.predictions.size(), outcome.predictions.size());
    for (std::size_t i = 0; i < evaluated.predictions.size(); ++i) EXPECT_EQ(evaluated.predictions[i].predicted, outcome.predictions[i].predicted);
    std::int64_t counted = 0;
    for (const auto count : evaluated.confusion.counts) counted += count;
    EXPECT_EQ(counted, 20);
}

TEST(Compute, PredictsFromSeveralThreadsInTheOrderOfTheTexts) {
    const auto predictor = localCompute().loadPredictor(trained().job.outputFolder, "auto", 1).value();
    EXPECT_EQ(predictor->labels(), (std::vector<std::string> {"negative", "positive"}));
    std::vector<std::string> texts {"", "The film was good, great and fun.", "A dull, poor, weak plot.", std::string(300, 'x')};
    for (int i = 0; i < 60; ++i) texts.push_back("so good " + std::string(static_cast<std::size_t>(i % 7), 'a'));
    const auto alone = predictor->predict(texts).value();
    ASSERT_EQ(alone.size(), texts.size());
    EXPECT_EQ(alone[0].tokens, 2) << "an empty text is its special tokens";
    EXPECT_EQ(alone[1].label, "positive");
    EXPECT_EQ(alone[2].label, "negative");
    EXPECT_NEAR(alone[1].scores[0] + alone[1].scores[1], 1, 1e-6);
    EXPECT_EQ(alone[1].score, alone[1].scores[1]);
    std::vector<std::vector<Prediction>> together(3);
    {
        std::vector<std::jthread> threads;
        for (auto& mine : together) threads.emplace_back([&] { mine = predictor->predict(texts).value(); });
    }
    for (const auto& mine : together) {
        ASSERT_EQ(mine.size(), alone.size());
        for (std::size_t i = 0; i < mine.size(); ++i) EXPECT_EQ(mine[i].scores, alone[i].scores);
    }
}

TEST(Compute, PredictionTellsWhatWasCutAndStopsWhenAsked) {
    const auto predictor = localCompute().loadPredictor(trained().job.outputFolder, "cpu", 1).value();
    std::string longText;
    for (int i = 0; i < 50; ++i) longText += "good ";
    const auto cut = predictor->predict({longText}).value();
    EXPECT_TRUE(cut[0].truncated);
    EXPECT_EQ(cut[0].tokens, 20) << "as long as the recipe's texts";
    const CancellationToken token;
    token.request(CancellationToken::Request::StopAndKeep);
    const auto stopped = predictor->predict({"good"}, {}, token);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().kind, ErrorKind::Interrupted);
}

TEST(Compute, AnInterruptedJobGoesOnToTheSameWeights) {
    const TemporaryFolder folder;
    auto job = tinyJob(folder);
    const CancellationToken token;
    const auto first = localCompute().train(job, token, [&](const RunEvent& event) {
        if (const auto* step = std::get_if<StepEvent>(&event); step && step->step == 17) token.request(CancellationToken::Request::Interrupt);
    });
    EXPECT_EQ(first.value().finished.status, "interrupted");
    EXPECT_FALSE(std::filesystem::exists(job.outputFolder));
    job.resume = true;
    job.recipe.name = "renamed meanwhile";
    EXPECT_EQ(localCompute().train(job, {}, {}).value().finished.status, "completed");
    EXPECT_EQ(sha256OfFile(job.outputFolder / "model.safetensors").value(),
              sha256OfFile(trained().job.outputFolder / "model.safetensors").value());
}

TEST(Compute, AModelThatCantBeSavedIsAFailureInWords) {
    const TemporaryFolder folder;
    const auto job = tinyJob(folder);
    setFileFault([&](const char*, const std::filesystem::path& path) {
        return path.string().find((folder / "model").string()) == 0 ? ENOSPC : 0;
    });
    const auto outcome = localCompute().train(job, {}, {});
    setFileFault({});
    EXPECT_EQ(outcome.value().finished.status, "failed");
    EXPECT_NE(outcome.value().finished.error.find("checkpoint is kept"), std::string::npos) << outcome.value().finished.error;
    EXPECT_TRUE(verifyFolder(job.checkpointFolder));
    EXPECT_FALSE(std::filesystem::exists(job.outputFolder));
}

TEST(Compute, WhatIsWrongWithAJobIsSaidBeforeItStarts) {
    const TemporaryFolder folder;
    auto job = tinyJob(folder);
    job.train[3].label = "neutral";
    EXPECT_NE(firstError(job).find("unknown label 'neutral', line 5"), std::string::npos) << firstError(job);
    job = tinyJob(folder);
    job.recipe.strategy.kind = "magic";
    EXPECT_NE(firstError(job).find("unknown strategy 'magic'"), std::string::npos);
    job = tinyJob(folder);
    job.recipe.task = "juggling";
    EXPECT_NE(firstError(job).find("unknown task 'juggling'"), std::string::npos);
    job = tinyJob(folder);
    job.modelFolder = folder / "nowhere";
    EXPECT_FALSE(firstError(job).empty());
    job = tinyJob(folder);
    job.device = "abacus";
    EXPECT_NE(firstError(job).find("unknown device 'abacus'"), std::string::npos);
    job = tinyJob(folder);
    job.labels = {"positive"};
    EXPECT_NE(firstError(job).find("at least 2 classes"), std::string::npos);
}

TEST(Compute, EstimatesWithoutLeavingAnything) {
    const TemporaryFolder folder;
    const auto job = tinyJob(folder);
    const auto estimate = localCompute().estimate(job, {}).value();
    EXPECT_EQ(estimate.steps, 48);
    EXPECT_EQ(estimate.parameters, estimate.trainableParameters);
    EXPECT_EQ(estimate.weightBytes, estimate.parameters * 4);
    EXPECT_EQ(estimate.gradientBytes, estimate.weightBytes - 36 * 16 * 4) << "the words' gradient is that of a step's rows alone";
    EXPECT_EQ(estimate.optimizerBytes, 2 * estimate.weightBytes);
    EXPECT_GE(estimate.activationBytes, 0);
    EXPECT_GT(estimate.availableBytes, 0);
    EXPECT_GT(estimate.diskFreeBytes, 0);
    EXPECT_GT(estimate.secondsPerStep, 0);
    EXPECT_GE(estimate.secondsTotal, 48 * estimate.secondsPerStep);
    EXPECT_EQ(estimate.longestTokens, 11);     // nine words and marks, [CLS] and [SEP]
    EXPECT_EQ(estimate.truncatedTexts, 0);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Compute, EstimatesAFrozenBodyToo) {
    const TemporaryFolder folder;
    auto job = tinyJob(folder);
    job.recipe.strategy.kind = "frozen";
    job.recipe.training.maxLength = 8;
    const auto estimate = localCompute().estimate(job, {}).value();
    EXPECT_EQ(estimate.trainableParameters, 2 * 16 + 2);
    EXPECT_EQ(estimate.longestTokens, 8);
    EXPECT_EQ(estimate.truncatedTexts, 84);
}

TEST(Compute, DoctorChecksEveryKernel) {
    const auto report = localCompute().doctor("cpu", 1).value();
    EXPECT_EQ(report.device, "cpu");
    EXPECT_EQ(report.threads, 1);
    EXPECT_FALSE(report.torchVersion.empty());
    EXPECT_GE(report.checks.size(), 5u);
    for (const auto& check : report.checks) EXPECT_TRUE(check.ok) << check.name << ": " << check.detail;
}

TEST(Compute, ACardThatIsNotThereIsAnError) {
    const auto report = localCompute().doctor("cuda:99", 1);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::NotFound);
}

}
