// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/json.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace espalier {

using Metrics = std::map<std::string, double>;

/// The events of cli.md; each is one JSON object a line.
struct RunStarted {
    std::int64_t run = 0;
    std::string model, strategy;
    std::int64_t parameters = 0, trainableParameters = 0, steps = 0;
    std::string device;
};
/// While a frozen body reads the texts, before the first step.
struct FeaturesEvent {
    std::int64_t done = 0, rows = 0;
};
struct StepEvent {
    std::int64_t step = 0;              ///< steps done, 1-based
    double epoch = 0;
    double loss = 0;
    std::vector<double> learningRates;  ///< of each parameter group
    double gradNorm = 0;
    double samplesPerSecond = 0, tokensPerSecond = 0, etaSeconds = 0;
    std::int64_t memoryBytes = 0;       ///< resident memory of the process
    double seconds = 0;                 ///< spent learning so far, as RunFinished::trainSeconds
    std::string task {};                ///< name of the further task that was learnt from; empty: the recipe's own
};
struct EvaluationEvent {
    std::int64_t step = 0;
    std::string split;                  ///< validation or test; general: text that shows what is forgotten
    double loss = 0;
    Metrics metrics;
    std::string task {};                ///< name of the further task that was measured; empty: the recipe's own
};
/// How far each layer has moved, and how hard it is pulled: a moment of what a strategy does to a model.
struct LayersEvent {
    std::int64_t step = 0;
    std::vector<std::string> names;     ///< embeddings, layer 1 … layer L, head
    std::vector<double> weightChange;   ///< ‖θ − θ₀‖ / ‖θ₀‖ of what learns there, by a sample of its weights; 0: nothing does
    std::vector<double> gradNorm;       ///< L2 norm at this step, before clipping
};
struct CheckpointEvent {
    std::int64_t step = 0;
};
/// What a language model writes on from a prompt: before the first step (step 0), and with the weights that were kept.
struct SampleEvent {
    std::int64_t step = 0;
    std::string prompt, text;           ///< text: what came after the prompt
};
struct MessageEvent {
    std::string level;                  ///< info, warning
    std::string text;
};
struct RunFinished {
    std::int64_t run = 0;
    std::string status;                 ///< completed, stopped, failed; interrupted where it can go on
    double trainSeconds = 0, samplesPerSecond = 0, evalSamplesPerSecond = 0;
    std::int64_t bestStep = 0;
    Metrics metrics;
    std::string output;                 ///< the folder with the model
    std::string error;                  ///< one line where it failed
};

using RunEvent = std::variant<RunStarted, FeaturesEvent, StepEvent, EvaluationEvent, LayersEvent, CheckpointEvent, SampleEvent,
                              MessageEvent, RunFinished>;
using EventSink = std::function<void(const RunEvent&)>;

Json toJson(const RunEvent& event);
Result<RunEvent> runEventFromJson(const Json& json);

}
