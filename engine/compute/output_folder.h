// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/compute/compute.h"
#include "engine/strategies/strategy.h"

namespace espalier {

/// Writes a folder with the model as it is and its tokenizer, whole or not at all. Throws Exception.
void writeModelFolder(const TrainJob& job, Model& model, const Strategy& strategy, const std::filesystem::path& path);

/// Writes job.outputFolder, whole or not at all: model and tokenizer as Transformers loads them, a card (README.md), and the
/// recipe (espalier.json). Throws Exception.
void writeOutputFolder(const TrainJob& job, Model& model, const Strategy& strategy, const TrainOutcome& outcome);

/// README.md of a tuned model: what it is, from what, how it was made, and how it did.
std::string modelCard(const TrainJob& job, const TrainOutcome& outcome);

}
