// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/prepared_job.h"
#include "engine/compute/train.h"

#include <algorithm>
#include <numeric>

namespace espalier {
namespace {

constexpr std::int64_t kMeasuredSteps = 3;
constexpr std::int64_t kEvaluatedRows = 64;

ExampleSet pick(const ExampleSet& set, const std::vector<std::int64_t>& rows) {
    ExampleSet picked;
    for (const auto row : rows) picked.examples.push_back(set.examples[static_cast<std::size_t>(row)]);
    return picked;
}

/// The rows of one step at its most demanding: the longest texts there are.
std::vector<std::int64_t> longestRows(const ExampleSet& set, std::int64_t count) {
    std::vector<std::int64_t> rows(static_cast<std::size_t>(set.size()));
    std::iota(rows.begin(), rows.end(), 0);
    const auto length = [&](std::int64_t row) { return set.examples[static_cast<std::size_t>(row)].ids.size(); };
    std::stable_sort(rows.begin(), rows.end(), [&](auto a, auto b) { return length(a) > length(b); });
    rows.resize(static_cast<std::size_t>(std::min(count, set.size())));
    return rows;
}

/// One epoch over some rows, with nothing kept of it.
TrainingResult tryRows(PreparedJob& prepared, const std::vector<std::int64_t>& rows, const CancellationToken& token) {
    TrainingSetup setup;
    setup.recipe = prepared.setup.recipe;
    setup.recipe.training.epochs = 1;
    setup.train = pick(prepared.setup.train, rows);
    setup.device = prepared.setup.device;
    setup.productType = prepared.setup.productType;
    auto result = Trainer(*prepared.model, *prepared.strategy, *prepared.task, std::move(setup), token, {}).run();
    if (token.stopRequested()) fail(ErrorKind::Interrupted, "the estimate was stopped");
    if (result.status == "failed") fail(ErrorKind::Failed, result.error);
    return result;
}

/// Bytes that are known; returns those of gradients and moments that a single step touches.
std::int64_t countBytes(PreparedJob& prepared, Estimate& estimate) {
    for (const auto& parameter : prepared.model->parameters()) {
        estimate.weightBytes += static_cast<std::int64_t>(parameter.value.nbytes());
    }
    std::int64_t learning = 0, touched = 0;
    for (const auto& group : prepared.strategy->prepare(*prepared.model, prepared.setup.recipe)) {
        for (const auto& parameter : group.parameters) {
            const auto bytes = static_cast<std::int64_t>(parameter.value.nbytes());
            estimate.trainableParameters += parameter.value.numel();
            learning += bytes;
            estimate.optimizerBytes += optimizerBytes(prepared.setup.recipe.training, parameter.value.sizes());
            if (!parameter.sparseGradient) touched += optimizerBytes(prepared.setup.recipe.training, parameter.value.sizes());
            if (!parameter.sparseGradient) estimate.gradientBytes += bytes; // a table's gradient is a few rows
        }
    }
    estimate.parameters = prepared.model->parameterCount();
    const auto& training = prepared.setup.recipe.training;
    // Beside the optimizer's state there are the average of the weights, and mixout's start, copy and mask.
    if (training.emaDecay > 0) estimate.optimizerBytes += learning;
    if (training.mixout > 0) estimate.optimizerBytes += 3 * learning;
    // The weights that learn, what the optimizer keeps of them, and the best weights so far.
    estimate.checkpointBytes = 2 * learning + estimate.optimizerBytes;
    return estimate.gradientBytes + touched;
}

std::int64_t freeBytes(std::filesystem::path folder) {
    std::error_code code;
    while (!folder.empty() && !std::filesystem::exists(folder, code) && folder != folder.parent_path()) folder = folder.parent_path();
    const auto space = std::filesystem::space(folder.empty() ? "." : folder, code);
    return code ? 0 : static_cast<std::int64_t>(space.available);
}

/// Steps with and without what surrounds them.
void measureTime(PreparedJob& prepared, const CancellationToken& token, Estimate& estimate) {
    const auto& training = prepared.setup.recipe.training;
    BatchStream stream(prepared.setup.train.size(), training.batchSize, training.gradientAccumulation, training.seed);
    estimate.steps = stream.steps(training.epochs);
    std::vector<std::int64_t> rows;
    for (std::int64_t step = 0; step < std::min(kMeasuredSteps, stream.stepsPerEpoch()); ++step) {
        const auto more = stream.rowsOf(step);
        rows.insert(rows.end(), more.begin(), more.end());
    }
    const auto result = tryRows(prepared, rows, token);
    const auto measured = std::min(kMeasuredSteps, stream.stepsPerEpoch());
    estimate.secondsPerStep = (result.trainSeconds - result.featureSeconds) / static_cast<double>(measured);
    estimate.secondsTotal = estimate.secondsPerStep * static_cast<double>(estimate.steps);

    const auto validationRows = prepared.setup.validation.size(), testRows = prepared.setup.test.size();
    if (prepared.strategy->bodyIsFrozen()) {
        const auto all = prepared.setup.train.size() + validationRows + testRows;
        const double perRow = result.featureSeconds / static_cast<double>(rows.size());
        estimate.featureSeconds = perRow * static_cast<double>(prepared.setup.train.size());
        estimate.secondsTotal += perRow * static_cast<double>(all);
        return;
    }
    rows.resize(std::min<std::size_t>(rows.size(), kEvaluatedRows));
    const auto set = pick(prepared.setup.train, rows);
    const auto evaluation = evaluateRows(*prepared.model, *prepared.task, set, prepared.setup.device, 32, [&] { return !token.stopRequested(); });
    if (!evaluation) fail(ErrorKind::Interrupted, "the estimate was stopped");
    const auto between = training.evaluateEvery > 0 ? training.evaluateEvery : stream.stepsPerEpoch();
    const auto evaluated = validationRows * ((estimate.steps + between - 1) / between) + testRows;
    estimate.secondsTotal += evaluation->seconds / static_cast<double>(rows.size()) * static_cast<double>(evaluated);
}

}

Estimate estimateJob(const TrainJob& job, const CancellationToken& token) {
    auto prepared = prepareJob(job);
    Estimate estimate;
    estimate.longestTokens = prepared.longestTokens;
    estimate.truncatedTexts = prepared.truncatedTexts;
    const auto touched = countBytes(prepared, estimate);
    estimate.availableBytes = availableBytes();
    estimate.diskFreeBytes = freeBytes(job.checkpointFolder);

    // The most demanding step comes first: it shows the peak and warms up for those that are timed.
    resetPeakBytes();
    const auto before = residentBytes();
    const auto& training = prepared.setup.recipe.training;
    tryRows(prepared, longestRows(prepared.setup.train, training.batchSize * training.gradientAccumulation), token);
    estimate.activationBytes = std::max<std::int64_t>(0, peakBytes() - before - touched);
    measureTime(prepared, token, estimate);
    return estimate;
}

}
