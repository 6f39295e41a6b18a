// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/tuned_model.h"

#include "engine/base/json.h"
#include "engine/strategies/tuned_folder.h"
#include "engine/training/meters.h"

#include <c10/core/InferenceMode.h>

namespace espalier {
namespace {

constexpr std::int64_t kBatch = 32;

[[noreturn]] void failInterrupted() {
    fail(ErrorKind::Interrupted, "stopped before the end");
}

}

std::int64_t tunedMaxLength(const std::filesystem::path& folder, const ModelConfig& config) {
    const auto recipe = readJsonFile(folder / "espalier.json");
    if (!recipe) return config.maxPositions;
    const Json::json_pointer field("/recipe/training/max_length");
    if (!recipe->contains(field) || !(*recipe)[field].is_number_integer()) return config.maxPositions;
    const auto length = (*recipe)[field].get<std::int64_t>();
    return length > 0 ? std::min(length, config.maxPositions) : config.maxPositions;
}

TunedModel::TunedModel(std::unique_ptr<Model> model, std::shared_ptr<const Tokenizer> tokenizer, std::unique_ptr<Task> task,
                       const c10::Device& device) :
    m_model(std::move(model)), m_tokenizer(std::move(tokenizer)), m_task(std::move(task)), m_device(device), m_maxLength(0) { }

Result<std::unique_ptr<TunedModel>> TunedModel::load(const std::filesystem::path& folder, const c10::Device& device) {
    auto config = readModelConfig(folder);
    if (!config) return config.error();
    if (config->labels.empty() || config->architecture.find("ForSequenceClassification") == std::string::npos) {
        return Error {ErrorKind::BadInput, "a " + config->architecture + " has no head that answers", folder.string(),
                      "fine-tune it first, then use the run"};
    }
    auto task = makeTask("classification", config->labels);
    if (!task) return task.error();
    auto tokenizer = loadTokenizer(folder);
    if (!tokenizer) return tokenizer.error();
    auto loaded = loadTuned(folder);
    if (!loaded) return loaded.error();
    loaded->model->moveTo(device);
    std::unique_ptr<TunedModel> tuned(new TunedModel(std::move(loaded->model), *tokenizer, std::move(*task), device));
    tuned->m_maxLength = std::min(tunedMaxLength(folder, *config), config->maxPositions - tuned->m_model->virtualTokens().count);
    return tuned;
}

std::vector<Answer> TunedModel::answer(const std::vector<std::string>& texts, const std::vector<std::string>& pairs, int threads,
                                       const std::function<bool(std::int64_t)>& step) {
    const std::lock_guard lock(m_mutex);
    const auto tokenized = tokenizeTexts(*m_tokenizer, texts, pairs, m_maxLength, threads);
    const ExampleSet set {.examples = tokenized.examples};
    const c10::InferenceMode inference;
    std::vector<Answer> answers(texts.size());
    std::int64_t done = 0;
    for (const auto& indices : lengthSortedBatches(set.examples, kBatch)) {
        if (!step(done)) failInterrupted();
        const auto scores = m_task->scores(forwardRows(*m_model, set, indices, m_device, {}));
        const auto classes = scores.size(1);
        const auto* row = scores.const_data_ptr<float>();
        for (const auto index : indices) {
            const auto i = static_cast<std::size_t>(index);
            answers[i] = {.result = m_task->decide(row), .scores = {row, row + classes},
                          .tokens = static_cast<std::int64_t>(set.examples[i].ids.size()), .truncated = tokenized.truncated[i]};
            row += classes;
        }
        done += static_cast<std::int64_t>(indices.size());
    }
    step(done);
    return answers;
}

Evaluation TunedModel::evaluate(const std::vector<Example>& examples, int threads, const std::function<bool(std::int64_t)>& step) {
    const std::lock_guard lock(m_mutex);
    const Stopwatch watch;
    auto tokenized = tokenizeExamples(*m_tokenizer, examples, m_maxLength, threads);
    m_task->setTargets(examples, tokenized.examples);
    const ExampleSet set {.examples = std::move(tokenized.examples)};
    std::int64_t done = 0;
    const auto proceed = [&] { return step(std::min(done++ * kBatch, set.size())); };
    auto evaluation = evaluateRows(*m_model, *m_task, set, m_device, kBatch, proceed);
    if (!evaluation) failInterrupted();
    step(set.size());
    evaluation->seconds = watch.seconds();
    return std::move(*evaluation);
}

}
