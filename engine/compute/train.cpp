// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/train.h"

#include "engine/compute/output_folder.h"
#include "engine/compute/prepared_job.h"
#include "engine/compute/row_predictions.h"
#include "engine/compute/samples.h"
#include "engine/compute/torch_errors.h"
#include "engine/recipe/multi_task.h"

#include <algorithm>

namespace espalier {
namespace {

RunFinished toFinished(const TrainJob& job, const TrainingResult& result) {
    return {.run = job.run,
            .status = result.status,
            .trainSeconds = result.trainSeconds,
            .samplesPerSecond = result.samplesPerSecond,
            .evalSamplesPerSecond = result.evalSamplesPerSecond,
            .bestStep = result.bestStep,
            .metrics = result.metrics,
            .output = {},
            .error = result.error};
}

/// What came of each further task, as if it had been a run's only one.
std::vector<TrainOutcome> furtherOutcomes(const TrainJob& job, const PreparedJob& prepared, const TrainingResult& result) {
    std::vector<TrainOutcome> outcomes;
    for (std::size_t i = 0; i < result.further.size(); ++i) {
        const auto& measured = result.further[i];
        TrainOutcome outcome {.finished = toFinished(job, result), .split = measured.split,
                              .predictions = toPredictions(measured.rows, *prepared.further[i].task)};
        outcome.finished.metrics = measured.metrics;
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

TrainOutcome runPrepared(const TrainJob& job, PreparedJob& prepared, const CancellationToken& token, const EventSink& sink) {
    prepared.setup.writeSamples = sampleWriter(job, prepared, token, sink);
    prepared.setup.saveStep = [&](const std::filesystem::path& folder) { writeModelFolder(job, prepared, folder); };
    Trainer trainer(*prepared.model, *prepared.strategy, *prepared.task, std::move(prepared.setup), token, sink);
    const auto result = trainer.run();
    TrainOutcome outcome {.finished = toFinished(job, result), .split = result.split, .predictions = toPredictions(result.rows, *prepared.task)};
    const auto further = furtherOutcomes(job, prepared, result);
    for (std::size_t i = 0; i < further.size(); ++i)
        for (const auto& [metric, value] : further[i].finished.metrics) outcome.finished.metrics[job.moreTasks[i].name + "." + metric] = value;
    if (result.generalBefore) outcome.finished.metrics[kGeneralSplit + std::string(".loss_before")] = *result.generalBefore;
    if (result.generalAfter) outcome.finished.metrics[kGeneralSplit + std::string(".loss")] = *result.generalAfter;
    if (!result.worthKeeping) return outcome;
    try {
        writeOutputFolder(job, prepared, outcome, further);
        outcome.finished.output = job.outputFolder.string();
    } catch (const Exception& exception) {
        outcome.finished.status = "failed";
        outcome.finished.error = "the trained model could not be saved: " + describe(exception.error()) + "; its checkpoint is kept, so going on with the run saves it again";
    }
    return outcome;
}

}

TrainOutcome trainJob(const TrainJob& job, const CancellationToken& token, const EventSink& sink) {
    releaseFreeBlocks();
    resetPeakBytes();
    const auto before = residentBytes();
    auto prepared = prepareJob(job);
    prepared.setup.fingerprint = runFingerprint(job, prepared.setup);
    bool started = false;
    const EventSink watched = [&](const RunEvent& event) {
        started = true;
        if (sink) sink(event);
    };
    TrainOutcome outcome;
    auto ended = guarded(job.threads, [&] { return runPrepared(job, prepared, token, watched); });
    if (ended) outcome = std::move(*ended);
    else if (!started) throw Exception(ended.error());
    else {
        outcome.finished.run = job.run;
        outcome.finished.status = "failed";
        outcome.finished.error = describe(ended.error());
    }
    outcome.peakMemoryBytes = std::max<std::int64_t>(0, peakBytes() - before);
    watched(outcome.finished);
    return outcome;
}

}
