// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/loss_scale.h"
#include "engine/training/meters.h"
#include "engine/training/watchdog.h"

#include <filesystem>
#include <optional>

namespace espalier {

/// Where a run is, between two steps. Together with the tensors of a checkpoint it decides every number still to come.
struct TrainingState {
    std::string fingerprint;        ///< of recipe, data and model; a checkpoint of another run is not gone on from
    std::int64_t step = 0;          ///< steps done; epoch and place in it follow from it
    std::int64_t microBatch = 0;    ///< rows at once; smaller than the recipe's after running out of memory
    bool evaluationDue = false;     ///< the last step asked for an evaluation that has not been made yet
    bool stoppedEarly = false;
    std::int64_t bestStep = 0;      ///< of the best evaluation; 0: none yet
    double bestValue = 0;
    std::int64_t withoutGain = 0;
    std::int64_t rollbacks = 0;     ///< how often it diverged; each takes the rate to a tenth
    std::int64_t restartedAt = 0;   ///< the step of the last of them
    struct KeptStep {
        std::int64_t step = 0;
        double value = 0;
    };
    std::vector<KeptStep> kept {};  ///< steps whose models are kept, the best first; empty: only one is
    std::vector<Watchdog::State> watchdogs {};  ///< of each task, the first one first
    std::vector<std::int64_t> rested {};    ///< as Optimizer::rested()
    std::optional<double> generalBefore {}; ///< loss on the general text before the first step
    LossScale::State lossScale {};
    Meters meters {};               ///< for the rates that are shown; decides nothing
};

/// The tensors of a checkpoint by name.
struct CheckpointTensors {
    std::map<std::string, at::Tensor> weights;      ///< those that learn
    std::map<std::string, at::Tensor> optimizer;
    std::map<std::string, at::Tensor> best;         ///< weights of the best evaluation; empty: none yet
    std::map<std::string, at::Tensor> average;      ///< of the weights over the steps; empty: the recipe wants none
    std::int64_t bytes() const;
};

/// Writes a checkpoint whole or not at all; the one before stays until then. Throws Exception.
void writeCheckpoint(const std::filesystem::path& folder, const TrainingState& state, const CheckpointTensors& tensors);

/// True where a whole checkpoint is there. Finishes or undoes a replacement that a crash cut short.
bool hasCheckpoint(const std::filesystem::path& folder);

/// Reads the state of a checkpoint that is there; error where it is not one of ours.
Result<TrainingState> readCheckpointState(const std::filesystem::path& folder);

}
