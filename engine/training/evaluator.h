// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/task.h"
#include "engine/training/example_set.h"

#include <optional>

namespace espalier {

/// How a model did on a split.
struct Evaluation {
    double loss = 0;            ///< mean over all targets: rows, or labelled tokens
    Metrics metrics {};         ///< without the loss
    std::vector<RowResult> rows {};
    double seconds = 0;
};

/// Evaluates without dropout in length-sorted batches; nothing where `proceed` said no between two of them.
std::optional<Evaluation> evaluateRows(Model& model, const Task& task, const ExampleSet& set, const c10::Device& device,
                                       std::int64_t batchSize, const Proceed& proceed);

}
