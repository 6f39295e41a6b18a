// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/training_state.h"

#include "engine/base/file.h"
#include "engine/base/json.h"
#include "engine/models/tensor_file.h"

namespace espalier {
namespace {

constexpr int kVersion = 1;
constexpr const char* kStateFile = "state.json";

Json toJson(const Watchdog::State& state) {
    return {{"loss_sum", state.lossSum},
            {"steps", state.steps},
            {"last_training", state.lastTraining},
            {"last_validation", state.lastValidation},
            {"evaluations", state.evaluations},
            {"said_collapse", state.saidCollapse},
            {"said_overfitting", state.saidOverfitting},
            {"said_plateau", state.saidPlateau},
            {"start_loss_sum", state.startLossSum},
            {"start_steps", state.startSteps},
            {"average", state.average},
            {"average_weight", state.averageWeight},
            {"best_validation", state.bestValidation},
            {"without_progress", state.withoutProgress}};
}

Json toJson(const Meters& meters) {
    return {{"step_seconds", meters.stepSeconds},
            {"evaluation_seconds", meters.evaluationSeconds},
            {"steps", meters.steps},
            {"rows", meters.rows},
            {"tokens", meters.tokens},
            {"evaluated_rows", meters.evaluatedRows}};
}

Json toJson(const std::vector<TrainingState::KeptStep>& kept) {
    Json json = Json::array();
    for (const auto& one : kept) json.push_back({{"step", one.step}, {"value", one.value}});
    return json;
}

std::vector<TrainingState::KeptStep> keptFromJson(const Json& json) {
    std::vector<TrainingState::KeptStep> kept;
    for (const auto& one : json) kept.push_back({one.at("step"), one.at("value")});
    return kept;
}

Json toJson(const std::vector<Watchdog::State>& states) {
    Json json = Json::array();
    for (const auto& state : states) json.push_back(toJson(state));
    return json;
}

LossScale::State scaleFromJson(const Json& json) {
    const LossScale::State standard; // of a checkpoint from before there were any
    return {.factor = json.value("factor", standard.factor), .goodSteps = json.value("good_steps", standard.goodSteps)};
}

Json toJson(const TrainingState& state) {
    Json json {{"version", kVersion},
            {"fingerprint", state.fingerprint},
            {"step", state.step},
            {"micro_batch", state.microBatch},
            {"evaluation_due", state.evaluationDue},
            {"stopped_early", state.stoppedEarly},
            {"best_step", state.bestStep},
            {"best_value", state.bestValue},
            {"without_gain", state.withoutGain},
            {"rollbacks", state.rollbacks},
            {"restarted_at", state.restartedAt},
            {"kept", toJson(state.kept)},
            {"watchdogs", toJson(state.watchdogs)},
            {"rested", state.rested},
            {"loss_scale", {{"factor", state.lossScale.factor}, {"good_steps", state.lossScale.goodSteps}}},
            {"meters", toJson(state.meters)}};
    if (state.generalBefore) json["general_before"] = *state.generalBefore;
    return json;
}

Watchdog::State watchdogFromJson(const Json& json) {
    return {.lossSum = json.at("loss_sum"),
            .steps = json.at("steps"),
            .lastTraining = json.at("last_training"),
            .lastValidation = json.at("last_validation"),
            .evaluations = json.at("evaluations"),
            .saidCollapse = json.at("said_collapse"),
            .saidOverfitting = json.at("said_overfitting"),
            .saidPlateau = json.value("said_plateau", false),
            .startLossSum = json.value("start_loss_sum", 0.0),
            .startSteps = json.value("start_steps", std::int64_t {0}),
            .average = json.value("average", 0.0),
            .averageWeight = json.value("average_weight", 0.0),
            .bestValidation = json.value("best_validation", 0.0),
            .withoutProgress = json.value("without_progress", std::int64_t {0})};
}

Meters metersFromJson(const Json& json) {
    return {.stepSeconds = json.at("step_seconds"),
            .evaluationSeconds = json.at("evaluation_seconds"),
            .steps = json.at("steps"),
            .rows = json.at("rows"),
            .tokens = json.at("tokens"),
            .evaluatedRows = json.at("evaluated_rows")};
}

/// A checkpoint from before there were further tasks has one alone.
std::vector<Watchdog::State> watchdogsFromJson(const Json& json) {
    std::vector<Watchdog::State> states;
    if (json.contains("watchdog")) return {watchdogFromJson(json.at("watchdog"))};
    for (const auto& one : json.at("watchdogs")) states.push_back(watchdogFromJson(one));
    return states;
}

TrainingState stateFromJson(const Json& json) {
    if (json.at("version") != kVersion) failBadInput("the checkpoint was written by another version");
    return {.fingerprint = json.at("fingerprint"),
            .step = json.at("step"),
            .microBatch = json.at("micro_batch"),
            .evaluationDue = json.at("evaluation_due"),
            .stoppedEarly = json.at("stopped_early"),
            .bestStep = json.at("best_step"),
            .bestValue = json.at("best_value"),
            .withoutGain = json.at("without_gain"),
            .rollbacks = json.value("rollbacks", std::int64_t {0}),
            .restartedAt = json.value("restarted_at", std::int64_t {0}),
            .kept = keptFromJson(json.value("kept", Json::array())),
            .watchdogs = watchdogsFromJson(json),
            .rested = json.value("rested", std::vector<std::int64_t> {}),
            .generalBefore = json.contains("general_before") ? std::optional<double>(json.at("general_before").get<double>()) : std::nullopt,
            .lossScale = scaleFromJson(json.value("loss_scale", Json::object())),
            .meters = metersFromJson(json.at("meters"))};
}

}

std::int64_t CheckpointTensors::bytes() const {
    std::int64_t total = 0;
    for (const auto* part : {&weights, &optimizer, &best, &average}) {
        for (const auto& [name, tensor] : *part) total += static_cast<std::int64_t>(tensor.nbytes());
    }
    return total;
}

void writeCheckpoint(const std::filesystem::path& path, const TrainingState& state, const CheckpointTensors& tensors) {
    AtomicFolder folder(path);
    writeTensors(folder.staging() / "weights.safetensors", tensors.weights);
    writeTensors(folder.staging() / "optimizer.safetensors", tensors.optimizer);
    if (!tensors.best.empty()) writeTensors(folder.staging() / "best.safetensors", tensors.best);
    if (!tensors.average.empty()) writeTensors(folder.staging() / "average.safetensors", tensors.average);
    folder.add(kStateFile, toJson(state).dump(1) + "\n");
    folder.commit();
}

bool hasCheckpoint(const std::filesystem::path& folder) {
    recoverFolder(folder);
    return verifyFolder(folder);
}

Result<TrainingState> readCheckpointState(const std::filesystem::path& folder) {
    const auto json = readJsonFile(folder / kStateFile);
    if (!json) return json.error();
    try {
        return stateFromJson(*json);
    } catch (const Exception& exception) {
        return exception.error();
    } catch (const Json::exception&) {
        return Error {ErrorKind::BadInput, "this is not a checkpoint's state", (folder / kStateFile).string()};
    }
}

}
