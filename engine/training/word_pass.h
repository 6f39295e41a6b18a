// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/language_task.h"
#include "engine/training/evaluator.h"

namespace espalier {

/// The head of a language model at the tokens of the batch that have a target.
nn::WordHead readWords(Model& model, const WordBatch& batch, const c10::Device& device, const ForwardOptions& options);

/// Sum of the losses of the batch's targets, with a graph where something learns.
at::Tensor wordLoss(Model& model, const WordBatch& batch, const c10::Device& device, const ForwardOptions& options);

/// As evaluateRows() for a language task; `metrics` and `seconds` are left to it.
std::optional<Evaluation> evaluateWords(Model& model, const LanguageTask& task, const ExampleSet& set, const c10::Device& device,
                                        std::int64_t batchSize, const Proceed& proceed);

}
