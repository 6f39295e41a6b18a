// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/evaluator.h"

#include "engine/training/word_pass.h"

#include <c10/core/InferenceMode.h>

#include <chrono>

namespace espalier {

namespace {

/// The loss and the rows' results of a task with classes.
std::optional<Evaluation> evaluateClasses(Model& model, const Task& task, const ExampleSet& set, const c10::Device& device,
                                          std::int64_t batchSize, const Proceed& proceed) {
    Evaluation result;
    result.rows.resize(static_cast<std::size_t>(set.size()));
    double lossSum = 0;
    std::int64_t targets = 0;
    for (const auto& indices : lengthSortedBatches(set.examples, batchSize)) {
        if (!proceed()) return std::nullopt;
        const auto logits = forwardRows(model, set, indices, device, {});
        lossSum += task.lossSum(logits, task.targets(set.examples, indices).to(device)).item<double>();
        targets += task.targetCount(set.examples, indices);
        auto rows = task.results(task.scores(logits), set.examples, indices);
        for (std::size_t i = 0; i < indices.size(); ++i) result.rows[static_cast<std::size_t>(indices[i])] = std::move(rows[i]);
    }
    result.loss = targets ? lossSum / static_cast<double>(targets) : 0;
    return result;
}

}

std::optional<Evaluation> evaluateRows(Model& model, const Task& task, const ExampleSet& set, const c10::Device& device,
                                       std::int64_t batchSize, const Proceed& proceed) {
    const auto started = std::chrono::steady_clock::now();
    const c10::InferenceMode inference;
    const LanguageTask* language = task.asLanguage();
    auto result = language ? evaluateWords(model, *language, set, device, batchSize, proceed)
                           : evaluateClasses(model, task, set, device, batchSize, proceed);
    if (!result) return std::nullopt;
    result->metrics = task.metrics(result->rows);
    result->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return result;
}

}
