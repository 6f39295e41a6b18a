// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/entity_answer.h"
#include "engine/data/schema.h"
#include "engine/inference/tokenize.h"
#include "engine/models/model.h"
#include "engine/tasks/task.h"
#include "engine/training/evaluator.h"

#include <mutex>

namespace espalier {

/// What a tuned model says of a text: a class, or the entities in it.
struct Answer {
    Decision result {};
    std::vector<float> scores {}; ///< as the task's labels
    std::vector<Entity> entities {};
    std::int64_t tokens = 0;
    bool truncated = false;
};

/// A tuned model with its tokenizer and task, ready to answer and to be measured. Thread-safe: one call at a time runs.
class TunedModel {
public:
    /// Loads a folder that training wrote (or Transformers); error where its architecture has no task.
    static Result<std::unique_ptr<TunedModel>> load(const std::filesystem::path& folder, const c10::Device& device);

    const Task& task() const { return *m_task; }
    /// Answers in the order of the texts; `aggregation` is for entities. Calls `step(done)` between batches; where that says no, throws Interrupted.
    std::vector<Answer> answer(const std::vector<std::string>& texts, const std::vector<std::string>& pairs, int threads,
                               Aggregation aggregation, const std::function<bool(std::int64_t done)>& step);
    /// Measures it on labelled examples; as answer().
    Evaluation evaluate(const std::vector<Example>& examples, int threads, const std::function<bool(std::int64_t done)>& step);

private:
    TunedModel(std::unique_ptr<Model> model, std::shared_ptr<const Tokenizer> tokenizer, std::unique_ptr<Task> task, const c10::Device& device);

    ExampleSet encode(const std::vector<Example>& examples, int threads);
    Answer classOf(const float* scores) const;
    Answer entitiesIn(const std::string& text, const TokenizedExample& example, const float* scores, Aggregation aggregation) const;

    std::mutex m_mutex;
    std::unique_ptr<Model> m_model;
    std::shared_ptr<const Tokenizer> m_tokenizer;
    std::unique_ptr<Task> m_task;
    c10::Device m_device;
    std::int64_t m_maxLength;   ///< of what it is measured on
    std::int64_t m_readLength;  ///< of what it is asked
};

/// The longest input that a model can read: its positions, or fewer where its tokenizer says so (model_max_length).
std::int64_t readableLength(const std::filesystem::path& folder, const ModelConfig& config);

/// The longest input that a model was tuned for: as its folder's recipe says (espalier.json), else all of its positions.
std::int64_t tunedMaxLength(const std::filesystem::path& folder, const ModelConfig& config);

}
