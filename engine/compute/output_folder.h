// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/compute/compute.h"
#include "engine/compute/prepared_job.h"

namespace espalier {

/// Writes a folder with the model as it is and its tokenizer, whole or not at all; each further task's in a folder of its
/// own in kTasksFolder. Throws Exception.
void writeModelFolder(const TrainJob& job, const PreparedJob& prepared, const std::filesystem::path& path);

/// Writes job.outputFolder, whole or not at all: model and tokenizer as Transformers loads them, a card (README.md), and the
/// recipe (espalier.json); likewise for each further task, whose outcomes `further` are. Throws Exception.
void writeOutputFolder(const TrainJob& job, const PreparedJob& prepared, const TrainOutcome& outcome, const std::vector<TrainOutcome>& further);

/// README.md of a tuned model: what it is, from what, how it was made, and how it did.
std::string modelCard(const TrainJob& job, const TrainOutcome& outcome);

}
