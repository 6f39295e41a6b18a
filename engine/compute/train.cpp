// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/train.h"

#include "engine/compute/output_folder.h"
#include "engine/compute/prepared_job.h"
#include "engine/compute/row_predictions.h"
#include "engine/compute/samples.h"
#include "engine/compute/torch_errors.h"

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

TrainOutcome runPrepared(const TrainJob& job, PreparedJob& prepared, const CancellationToken& token, const EventSink& sink) {
    prepared.setup.writeSamples = sampleWriter(job, prepared, token, sink);
    prepared.setup.saveStep = [&](Model& model, const std::filesystem::path& folder) {
        writeModelFolder(job, model, *prepared.strategy, folder);
    };
    Trainer trainer(*prepared.model, *prepared.strategy, *prepared.task, std::move(prepared.setup), token, sink);
    const auto result = trainer.run();
    TrainOutcome outcome {.finished = toFinished(job, result), .split = result.split, .predictions = toPredictions(result.rows, *prepared.task)};
    if (!result.worthKeeping) return outcome;
    try {
        writeOutputFolder(job, *prepared.model, *prepared.strategy, outcome);
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
