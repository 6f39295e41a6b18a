// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/data/collate.h"
#include "engine/data/schema.h"
#include "engine/recipe/run_event.h"

#include <ATen/core/Tensor.h>

#include <memory>

namespace espalier {

/// One choice among the classes: which it should have been and which the model made. Of a word, [start, end) is where
/// it stands in the text, in code points.
struct Decision {
    std::int32_t truth = -1, predicted = -1;
    float score = 0; ///< probability of the predicted class
    std::int32_t start = 0, end = 0;
};

/// What a window of a context says of its question (Questions): the best stretch in code points, and that there is none.
struct WindowAnswer {
    std::int32_t question = -1;
    std::int32_t start = -1, end = -1; ///< -1: nothing can be an answer
    float score = 0, noneScore = 0; ///< sums of the logits of both ends
    float probability = 0, noneProbability = 0;
};

/// What the model said of a row: one decision on a text's class, one on each word of a tagged sentence, one (0 or 1) on
/// each label that a text may have; of a measure, its value.
struct RowResult {
    std::vector<Decision> decisions {};
    float value = 0, target = 0;
    // Of a language task: the sum of its words' losses, how many there are, and how many the model would have written.
    double loss = 0;
    std::int64_t words = 0, rightWords = 0;
    WindowAnswer window {};
};

class LanguageTask;
class Questions;

/// What a model's outputs mean: from labels to targets, the loss, the answers, and how well they do.
class Task {
public:
    virtual ~Task() = default;
    /// The task's name in a recipe.
    virtual std::string kind() const = 0;
    /// Names of the classes in the order of ids.
    virtual const std::vector<std::string>& labels() const = 0;
    /// What the head is called in Transformers' classes: ForSequenceClassification, …
    virtual std::string head() const = 0;
    /// What config.json calls it, so that Transformers computes the same loss; empty: nothing.
    virtual std::string problemType() const { return {}; }
    /// True where each decision is for one of labels().
    virtual bool choosesClass() const { return true; }
    /// True where there is an output for each token, (tokens, labels), not one for each row. Examples then need offsets.
    virtual bool isPerToken() const { return false; }
    /// The task as one that predicts words of the vocabulary; null for one with classes.
    virtual const LanguageTask* asLanguage() const { return nullptr; }
    /// The task as one that reads windows of contexts instead of rows; null for all others.
    virtual Questions* asQuestions() { return nullptr; }
    virtual const Questions* asQuestions() const { return nullptr; }

    /// Writes the examples' targets into `tokenized` (as long). Throws Exception naming the line of a label it can't use.
    virtual void setTargets(const std::vector<Example>& examples, std::vector<TokenizedExample>& tokenized) const = 0;
    /// Targets of the rows at `indices`, as lossSum() wants them, on the CPU.
    virtual at::Tensor targets(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices) const = 0;
    /// How many losses lossSum() adds up for these rows: the loss of a step is the mean over all of them.
    virtual std::int64_t targetCount(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices) const = 0;
    /// Sum of the losses: a scalar. `logits`: (rows or tokens, labels).
    virtual at::Tensor lossSum(const at::Tensor& logits, const at::Tensor& targets) const = 0;
    /// Logits → scores of each class, (rows or tokens, labels), float32 on the CPU.
    virtual at::Tensor scores(const at::Tensor& logits) const = 0;
    /// The decisions that scores() of the rows at `indices` gives, in their order, with what is known of the truth.
    virtual std::vector<RowResult> results(const at::Tensor& scores, const std::vector<TokenizedExample>& examples,
                                           const std::vector<std::int64_t>& indices) const = 0;
    virtual Metrics metrics(const std::vector<RowResult>& rows) const = 0;
};

/// Error where the task is not known (lists those that are) or the labels can't be its.
Result<std::unique_ptr<Task>> makeTask(const std::string& kind, const std::vector<std::string>& labels);

/// "bad, fair, good": names for a message, the first twenty of them.
std::string joined(const std::vector<std::string>& names);

/// The decision for the largest of `count` scores.
Decision largest(const float* scores, std::size_t count);

}
