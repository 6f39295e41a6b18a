// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/tuned_model.h"

#include "engine/base/json.h"
#include "engine/inference/entity_grouping.h"
#include "engine/models/head_kind.h"
#include "engine/strategies/tuned_folder.h"
#include "engine/tasks/questions.h"
#include "engine/training/meters.h"

#include <c10/core/InferenceMode.h>

namespace espalier {
namespace {

constexpr std::int64_t kBatch = 32;
constexpr std::int64_t kQuestionTokens = 384; ///< of question and window, where the recipe doesn't say fewer, as run_qa has it

/// The task that a head is for; empty: none that answers.
std::string taskOf(const ModelConfig& config) {
    if (config.architecture.ends_with("ForSequenceClassification")) {
        if (config.problemType == "multi_label_classification") return "multilabel";
        // One output is a measure where nothing else is said, as Transformers takes it.
        const bool single = config.problemType.empty() && config.labels.size() == 1;
        return single || config.problemType == "regression" ? "regression" : "classification";
    }
    if (config.architecture.ends_with("ForQuestionAnswering")) return "qa";
    return config.architecture.ends_with("ForTokenClassification") ? "tokens" : "";
}

[[noreturn]] void failInterrupted() {
    fail(ErrorKind::Interrupted, "stopped before the end");
}

}

std::int64_t readableLength(const std::filesystem::path& folder, const ModelConfig& config) {
    const auto settings = readJsonFile(folder / "tokenizer_config.json");
    const auto found = settings && settings->is_object() ? settings->find("model_max_length") : Json::const_iterator {};
    if (!settings || !settings->is_object() || found == settings->end() || !found->is_number()) return config.maxPositions;
    const double length = found->get<double>(); // 1e30 stands for no limit
    return length >= 1 && length < static_cast<double>(config.maxPositions) ? static_cast<std::int64_t>(length) : config.maxPositions;
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
    m_model(std::move(model)), m_tokenizer(std::move(tokenizer)), m_task(std::move(task)), m_device(device), m_maxLength(0), m_readLength(0) { }

Result<std::unique_ptr<TunedModel>> TunedModel::load(const std::filesystem::path& folder, const c10::Device& device) {
    return capture([&] {
        const auto config = readModelConfig(folder).value();
        const std::string kind = taskOf(config);
        if (const auto language = languageTaskOf(config.architecture); !language.empty()) {
            failBadInput("a " + config.architecture + " predicts words and has no classes to choose among", folder.string(),
                         language == "masked-lm" ? "fine-tune it for classification or tokens first" : "let it write: espalier generate");
        }
        if (kind.empty() || (config.labels.empty() && kind != "qa")) {
            failBadInput("a " + config.architecture + " has no head that answers", folder.string(), "fine-tune it first, then use the run");
        }
        auto task = makeTask(kind, config.labels).value();
        auto tokenizer = loadTokenizer(folder).value();
        auto loaded = loadTuned(folder).value();
        loaded.model->moveTo(device);
        std::unique_ptr<TunedModel> tuned(new TunedModel(std::move(loaded.model), std::move(tokenizer), std::move(task), device));
        const auto room = config.maxPositions - tuned->m_model->virtualTokens().count;
        tuned->m_maxLength = std::min(tunedMaxLength(folder, config), room);
        // A text to classify is cut as it was in training. Entities are looked for wherever the model can read.
        tuned->m_readLength = tuned->m_task->isPerToken() ? std::min(readableLength(folder, config), room) : tuned->m_maxLength;
        return tuned;
    });
}

std::vector<Answer> TunedModel::answer(const std::vector<std::string>& texts, const std::vector<std::string>& pairs, int threads,
                                       Aggregation aggregation, const std::function<bool(std::int64_t)>& step) {
    if (m_task->asQuestions())
        failBadInput("the model answers questions, and these are texts", "question", "give a question and its context: --question and --context");
    const std::lock_guard lock(m_mutex);
    const bool perToken = m_task->isPerToken();
    const auto tokenized = tokenizeTexts(*m_tokenizer, texts, pairs, m_readLength, threads, perToken);
    const ExampleSet set {.examples = tokenized.examples};
    const c10::InferenceMode inference;
    std::vector<Answer> answers(texts.size());
    std::int64_t done = 0;
    for (const auto& indices : lengthSortedBatches(set.examples, kBatch)) {
        if (!step(done)) failInterrupted();
        const auto scores = m_task->scores(forwardRows(*m_model, set, indices, m_device, {}));
        const auto* row = scores.const_data_ptr<float>();
        for (const auto index : indices) {
            const auto i = static_cast<std::size_t>(index);
            const auto& example = set.examples[i];
            answers[i] = perToken ? entitiesIn(texts[i], example, row, aggregation) : classOf(row);
            answers[i].tokens = static_cast<std::int64_t>(example.ids.size());
            answers[i].truncated = tokenized.truncated[i];
            row += scores.size(1) * (perToken ? answers[i].tokens : 1);
        }
        done += static_cast<std::int64_t>(indices.size());
    }
    step(done);
    return answers;
}

Answer TunedModel::classOf(const float* scores) const {
    const auto classes = m_task->labels().size();
    return {.result = largest(scores, classes), .scores = {scores, scores + classes}};
}

Answer TunedModel::entitiesIn(const std::string& text, const TokenizedExample& example, const float* scores, Aggregation aggregation) const {
    return {.entities = groupEntities({text, example.ids, example.offsets, scores}, *m_tokenizer, m_task->labels(), aggregation)};
}

ExampleSet TunedModel::encode(const std::vector<Example>& examples, int threads) {
    if (m_task->asQuestions()) {
        m_task = makeTask("qa", {}).value(); // it knows the questions of this call alone
        return {.examples = m_task->asQuestions()->encode(examples, *m_tokenizer, std::min(m_maxLength, kQuestionTokens), threads).examples};
    }
    auto tokenized = tokenizeExamples(*m_tokenizer, examples, m_maxLength, threads, m_task->isPerToken());
    m_task->setTargets(examples, tokenized.examples);
    return {.examples = std::move(tokenized.examples)};
}

Evaluation TunedModel::evaluate(const std::vector<Example>& examples, int threads, const std::function<bool(std::int64_t)>& step) {
    const std::lock_guard lock(m_mutex);
    const Stopwatch watch;
    const ExampleSet set = encode(examples, threads);
    std::int64_t done = 0;
    const auto proceed = [&] { return step(std::min(done++ * kBatch, set.size())); };
    auto evaluation = evaluateRows(*m_model, *m_task, set, m_device, kBatch, proceed);
    if (!evaluation) failInterrupted();
    step(set.size());
    evaluation->seconds = watch.seconds();
    return std::move(*evaluation);
}

}
