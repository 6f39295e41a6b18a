// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/run_event.h"

#include "engine/recipe/json_field.h"

#include <type_traits>
#include <utility>

namespace espalier {
namespace {

// The names of cli.md: one list an event, for writing and reading alike.
template <typename Event, typename Visit>
void visitEventFields(Event& event, Visit&& visit) {
    using Plain = std::remove_const_t<Event>;
    if constexpr (std::is_same_v<Plain, RunStarted>) {
        visit("run", event.run);
        visit("model", event.model);
        visit("strategy", event.strategy);
        visit("parameters", event.parameters);
        visit("trainable_parameters", event.trainableParameters);
        visit("steps", event.steps);
        visit("device", event.device);
    } else if constexpr (std::is_same_v<Plain, FeaturesEvent>) {
        visit("done", event.done);
        visit("rows", event.rows);
    } else if constexpr (std::is_same_v<Plain, StepEvent>) {
        visit("step", event.step);
        visit("epoch", event.epoch);
        visit("loss", event.loss);
        visit("learning_rates", event.learningRates);
        visit("grad_norm", event.gradNorm);
        visit("samples_per_second", event.samplesPerSecond);
        visit("tokens_per_second", event.tokensPerSecond);
        visit("eta_seconds", event.etaSeconds);
        visit("memory_bytes", event.memoryBytes);
        visit("seconds", event.seconds);
        visit("task", event.task);
    } else if constexpr (std::is_same_v<Plain, EvaluationEvent>) {
        visit("step", event.step);
        visit("split", event.split);
        visit("loss", event.loss);
        visit("metrics", event.metrics);
        visit("task", event.task);
    } else if constexpr (std::is_same_v<Plain, LayersEvent>) {
        visit("step", event.step);
        visit("names", event.names);
        visit("weight_change", event.weightChange);
        visit("grad_norm", event.gradNorm);
    } else if constexpr (std::is_same_v<Plain, CheckpointEvent>) {
        visit("step", event.step);
    } else if constexpr (std::is_same_v<Plain, SampleEvent>) {
        visit("step", event.step);
        visit("prompt", event.prompt);
        visit("text", event.text);
    } else if constexpr (std::is_same_v<Plain, MessageEvent>) {
        visit("level", event.level);
        visit("text", event.text);
    } else {
        static_assert(std::is_same_v<Plain, RunFinished>);
        visit("run", event.run);
        visit("status", event.status);
        visit("train_seconds", event.trainSeconds);
        visit("samples_per_second", event.samplesPerSecond);
        visit("eval_samples_per_second", event.evalSamplesPerSecond);
        visit("best_step", event.bestStep);
        visit("metrics", event.metrics);
        visit("output", event.output);
        visit("error", event.error);
    }
}

constexpr const char* kNames[]
    = {"run_started", "features", "step", "evaluation", "layers", "checkpoint", "sample", "message", "finished"};
static_assert(std::size(kNames) == std::variant_size_v<RunEvent>);

/// Reads the fields that are there; others keep their defaults, so that rows of an earlier version stay readable.
template <typename Event>
RunEvent read(const Json& json) {
    Event event;
    visitEventFields(event, [&](const char* key, auto& value) {
        if (!json.contains(key)) return;
        if (const char* expected = readField(json[key], value))
            failBadInput(std::string(key) + " of an event must be " + expected, key);
    });
    return event;
}

template <std::size_t... Index>
RunEvent readNamed(const std::string& name, const Json& json, std::index_sequence<Index...>) {
    RunEvent event;
    const bool known
        = ((name == kNames[Index] && (event = read<std::variant_alternative_t<Index, RunEvent>>(json), true)) || ...);
    if (!known) failBadInput("there is no event " + name, "event");
    return event;
}

}

Json toJson(const RunEvent& event) {
    Json json {{"event", kNames[event.index()]}};
    std::visit(
        [&](const auto& known) {
            visitEventFields(known, [&](const char* key, const auto& value) { json[key] = value; });
            using Plain = std::decay_t<decltype(known)>;
            if constexpr (std::is_same_v<Plain, RunFinished>)
                if (known.error.empty()) json.erase("error");
            if constexpr (std::is_same_v<Plain, StepEvent> || std::is_same_v<Plain, EvaluationEvent>)
                if (known.task.empty()) json.erase("task");
        },
        event);
    return json;
}

Result<RunEvent> runEventFromJson(const Json& json) {
    return capture([&] {
        if (!json.is_object() || !json.contains("event") || !json["event"].is_string())
            failBadInput("an event must be an object with a field event");
        return readNamed(json["event"].get<std::string>(), json,
                         std::make_index_sequence<std::variant_size_v<RunEvent>>());
    });
}

}
