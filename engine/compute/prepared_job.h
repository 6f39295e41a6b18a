// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/compute/compute.h"
#include "engine/text/tokenizer.h"
#include "engine/training/trainer.h"

namespace espalier {

/// A job with its model loaded and its texts tokenized.
struct PreparedJob {
    std::shared_ptr<const Tokenizer> tokenizer;
    std::unique_ptr<Strategy> strategy;
    std::unique_ptr<Task> task;
    std::unique_ptr<Model> model;
    TrainingSetup setup;
    std::int64_t longestTokens = 0, truncatedTexts = 0;
};

/// Throws Exception for whatever can't be used: model, tokenizer, labels, device.
PreparedJob prepareJob(const TrainJob& job);

/// Of what decides a run's numbers: the recipe without its names, the classes, the model's files, and the data as
/// tokens. Reads the weights to the end, so it is for runs and not for estimates.
std::string runFingerprint(const TrainJob& job, const TrainingSetup& setup);

}
