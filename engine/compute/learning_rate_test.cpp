// SPDX-License-Identifier: GPL-3.0-or-later
// The learning-rate range test of Smith 2017, with the smoothing and the stop that fastai made usual.
#include "engine/compute/prepared_job.h"
#include "engine/compute/train.h"

#include <algorithm>
#include <cmath>

namespace espalier {
namespace {

constexpr std::int64_t kSteps = 100;
constexpr double kLowest = 1e-7, kHighest = 1;
constexpr double kSmoothing = 0.9; ///< share that each step keeps of the average before it
constexpr double kExploded = 4; ///< times the lowest loss
constexpr std::size_t kFewest = 10; ///< points that say anything

double rateOf(std::int64_t step) {
    return kLowest * std::pow(kHighest / kLowest, static_cast<double>(step) / static_cast<double>(kSteps - 1));
}

}

double steepestRate(const std::vector<double>& rates, const std::vector<double>& losses) {
    if (rates.size() < kFewest || rates.size() != losses.size()) return 0;
    double steepest = 0, rate = 0;
    for (std::size_t i = 1; i + 1 < rates.size(); ++i) {
        const double slope = (losses[i + 1] - losses[i - 1]) / (std::log(rates[i + 1]) - std::log(rates[i - 1]));
        if (slope >= steepest) continue;
        steepest = slope;
        rate = rates[i];
    }
    return rate;
}

LearningRateTest testLearningRates(const TrainJob& job, const CancellationToken& token, const ProgressSink& progress) {
    auto prepared = prepareJob(job);
    TrainingSetup setup = std::move(prepared.setup);
    auto& training = setup.recipe.training;
    const BatchStream stream(setup.train.size(), training.batchSize, training.gradientAccumulation, training.seed);
    training.epochs = static_cast<double>(kSteps) / static_cast<double>(stream.stepsPerEpoch());
    training.emaDecay = 0;
    setup.validation = setup.test = {};
    setup.further.clear(); // losses of several tasks in turn make no curve
    setup.general.reset();
    setup.checkpointFolder.clear();
    setup.rateAt = rateOf;
    setup.startingWeights = {}; // where the loss explodes the test is over
    setup.writeSamples = {};

    LearningRateTest test;
    double average = 0, lowest = INFINITY;
    const CancellationToken enough;
    const EventSink sink = [&](const RunEvent& event) {
        const auto* step = std::get_if<StepEvent>(&event);
        if (!step) return;
        if (progress) progress({step->step, kSteps, "steps"});
        average = kSmoothing * average + (1 - kSmoothing) * step->loss;
        const double smoothed = average / (1 - std::pow(kSmoothing, static_cast<double>(step->step)));
        lowest = std::min(lowest, smoothed);
        test.rates.push_back(rateOf(step->step - 1));
        test.losses.push_back(smoothed);
        if (token.stopRequested() || smoothed > kExploded * lowest) enough.request(CancellationToken::Request::StopAndKeep);
    };
    const auto result = Trainer(*prepared.model, *prepared.strategy, *prepared.task, std::move(setup), enough, sink).run();
    if (token.stopRequested()) fail(ErrorKind::Interrupted, "the test of learning rates was stopped");
    if (result.status == "failed" && test.rates.size() < kFewest) fail(ErrorKind::Failed, result.error);
    test.suggestion = steepestRate(test.rates, test.losses);
    return test;
}

}
