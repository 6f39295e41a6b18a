// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/prepared_job.h"
#include "engine/compute/train.h"

#include <algorithm>
#include <cmath>
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

/// One of the job's tasks.
struct TriedTask {
    Model& model;
    const Task& task;
    const ExampleSet &train, &validation, &test;
};

std::vector<TriedTask> tasksOf(const PreparedJob& prepared) {
    const auto& setup = prepared.setup;
    std::vector<TriedTask> tasks {{*prepared.model, *prepared.task, setup.train, setup.validation, setup.test}};
    for (const auto& further : setup.further) tasks.push_back({*further.model, *further.task, further.train, further.validation, further.test});
    return tasks;
}

/// One epoch over some rows of a task, with nothing kept of it.
TrainingResult tryRows(PreparedJob& prepared, const TriedTask& tried, const std::vector<std::int64_t>& rows, const CancellationToken& token) {
    TrainingSetup setup;
    setup.recipe = prepared.setup.recipe;
    setup.recipe.training.epochs = 1;
    setup.train = pick(tried.train, rows);
    setup.device = prepared.setup.device;
    setup.productType = prepared.setup.productType;
    auto result = Trainer(tried.model, *prepared.strategy, tried.task, std::move(setup), token, {}).run();
    if (token.stopRequested()) fail(ErrorKind::Interrupted, "the estimate was stopped");
    if (result.status == "failed") fail(ErrorKind::Failed, result.error);
    return result;
}

/// Bytes that are known; returns those of gradients and moments that a single step touches.
std::int64_t countBytes(PreparedJob& prepared, Estimate& estimate) {
    std::vector<NamedGroups> further;
    const auto addWeight = [&](const nn::Parameter& parameter) {
        estimate.weightBytes += static_cast<std::int64_t>(parameter.value.nbytes());
        estimate.parameters += parameter.value.numel();
    };
    for (const auto& task : prepared.setup.further) {
        further.emplace_back(task.name, prepared.strategy->prepare(*task.model, prepared.setup.recipe));
        for (const auto& parameter : task.model->parameters())
            if (parameter.isHead) addWeight(parameter);
    }
    const auto groups = prepared.strategy->prepare(*prepared.model, prepared.setup.recipe);
    for (const auto& parameter : prepared.model->parameters()) addWeight(parameter);
    std::int64_t learning = 0, touched = 0;
    for (const auto& group : joinGroups(groups, further)) {
        for (const auto& parameter : group.parameters) {
            const auto bytes = static_cast<std::int64_t>(parameter.value.nbytes());
            estimate.trainableParameters += parameter.value.numel();
            learning += bytes;
            estimate.optimizerBytes += optimizerBytes(prepared.setup.recipe.training, parameter.value.sizes());
            if (!parameter.sparseGradient) touched += optimizerBytes(prepared.setup.recipe.training, parameter.value.sizes());
            if (!parameter.sparseGradient) estimate.gradientBytes += bytes; // a table's gradient is a few rows
        }
    }
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

BatchStream batchesOf(const PreparedJob& prepared, const TriedTask& tried) {
    const auto& training = prepared.setup.recipe.training;
    return {tried.train.size(), training.batchSize, training.gradientAccumulation, training.seed};
}

/// Of the run, those of each task.
std::vector<std::int64_t> runSteps(const PreparedJob& prepared) {
    std::vector<std::int64_t> own;
    for (const auto& tried : tasksOf(prepared)) own.push_back(batchesOf(prepared, tried).stepsPerEpoch());
    const auto& mix = prepared.setup.recipe.multiTask;
    auto steps = own.size() == 1 ? own : stepsByTask(own, mix.sampling, mix.temperature);
    for (auto& count : steps) count = static_cast<std::int64_t>(std::ceil(prepared.setup.recipe.training.epochs * static_cast<double>(count)));
    return steps;
}

/// Steps of a task with and without what surrounds them, of which the run makes `steps`, and evaluates so often.
void measureTime(PreparedJob& prepared, const TriedTask& tried, std::int64_t steps, double evaluations, const CancellationToken& token,
                 Estimate& estimate) {
    auto stream = batchesOf(prepared, tried);
    std::vector<std::int64_t> rows;
    for (std::int64_t step = 0; step < std::min(kMeasuredSteps, stream.stepsPerEpoch()); ++step) {
        const auto more = stream.rowsOf(step);
        rows.insert(rows.end(), more.begin(), more.end());
    }
    const auto result = tryRows(prepared, tried, rows, token);
    const auto measured = std::min(kMeasuredSteps, stream.stepsPerEpoch());
    const double perStep = (result.trainSeconds - result.featureSeconds) / static_cast<double>(measured);
    estimate.secondsTotal += perStep * static_cast<double>(steps);
    estimate.secondsPerStep += perStep * static_cast<double>(steps) / static_cast<double>(estimate.steps);

    const auto validationRows = tried.validation.size(), testRows = tried.test.size();
    if (prepared.strategy->bodyIsFrozen()) {
        const auto all = tried.train.size() + validationRows + testRows;
        const double perRow = result.featureSeconds / static_cast<double>(rows.size());
        estimate.featureSeconds += perRow * static_cast<double>(tried.train.size());
        estimate.secondsTotal += perRow * static_cast<double>(all);
        return;
    }
    rows.resize(std::min<std::size_t>(rows.size(), kEvaluatedRows));
    const auto set = pick(tried.train, rows);
    const auto evaluation = evaluateRows(tried.model, tried.task, set, prepared.setup.device, 32, [&] { return !token.stopRequested(); });
    if (!evaluation) fail(ErrorKind::Interrupted, "the estimate was stopped");
    const double evaluated = static_cast<double>(validationRows) * evaluations + static_cast<double>(testRows);
    estimate.secondsTotal += evaluation->seconds / static_cast<double>(rows.size()) * evaluated;
}

/// Of the whole run, task by task.
void measureTimes(PreparedJob& prepared, const CancellationToken& token, Estimate& estimate) {
    const auto& training = prepared.setup.recipe.training;
    const auto tasks = tasksOf(prepared);
    const auto steps = runSteps(prepared);
    estimate.steps = std::accumulate(steps.begin(), steps.end(), std::int64_t {0});
    const double every = training.evaluateEvery > 0 ? static_cast<double>(training.evaluateEvery) : static_cast<double>(estimate.steps) / training.epochs;
    const double evaluations = std::ceil(static_cast<double>(estimate.steps) / every - 1e-6);
    for (std::size_t i = 0; i < tasks.size(); ++i) measureTime(prepared, tasks[i], steps[i], evaluations, token, estimate);
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
    for (const auto& tried : tasksOf(prepared))
        tryRows(prepared, tried, longestRows(tried.train, training.batchSize * training.gradientAccumulation), token);
    estimate.activationBytes = std::max<std::int64_t>(0, peakBytes() - before - touched);
    measureTimes(prepared, token, estimate);
    return estimate;
}

}
