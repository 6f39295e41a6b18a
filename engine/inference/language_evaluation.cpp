// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/language_evaluation.h"

#include "engine/inference/language_settings.h"
#include "engine/inference/tuned_model.h"
#include "engine/models/head_kind.h"
#include "engine/strategies/tuned_folder.h"

namespace espalier {
namespace {

constexpr std::int64_t kBatch = 32;
constexpr std::int64_t kLongestBlock = 1024; ///< where no recipe says how long texts were

}

Evaluation evaluateLanguageModel(const std::filesystem::path& folder, const c10::Device& device,
                                 const std::vector<Example>& examples, int threads,
                                 const std::function<bool(std::int64_t)>& step) {
    const ModelConfig config = readModelConfig(folder).value();
    const auto task = makeLanguageTask(languageTaskOf(config.architecture),
                                       languageSettings(folder, config, loadTokenizer(folder).value()))
                          .value();
    auto loaded = loadTuned(folder).value();
    loaded.model->moveTo(device);
    const auto tuned = tunedMaxLength(folder, config);
    const bool isTuned = std::filesystem::exists(folder / "espalier.json");
    auto rows = task->encode(examples, isTuned ? tuned : std::min(tuned, kLongestBlock), threads);
    if (rows.examples.empty())
        failBadInput("there is no text to measure on", "data", rows.notes.empty() ? "" : rows.notes.front());
    const ExampleSet set {.examples = std::move(rows.examples)};
    std::int64_t done = 0;
    auto evaluation = evaluateRows(*loaded.model, *task, set, device, kBatch,
                                   [&] { return step(std::min(done++ * kBatch, set.size())); });
    if (!evaluation) fail(ErrorKind::Interrupted, "stopped before the end");
    step(set.size());
    return std::move(*evaluation);
}

}
