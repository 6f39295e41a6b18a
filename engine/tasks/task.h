// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/data/collate.h"
#include "engine/data/schema.h"
#include "engine/recipe/run_event.h"

#include <ATen/core/Tensor.h>

#include <memory>

namespace espalier {

/// What one row should have been and what the model said.
struct RowResult {
    std::int32_t truth = -1, predicted = -1;
    float score = 0;        ///< probability of the predicted class
};

/// What a model's outputs mean: from labels to targets, the loss, the answers, and how well they do.
class Task {
public:
    virtual ~Task() = default;
    /// The task's name in a recipe.
    virtual std::string kind() const = 0;
    /// Names of the classes in the order of ids.
    virtual const std::vector<std::string>& labels() const = 0;

    /// Writes the examples' targets into `tokenized` (as long). Throws Exception naming the line of a label it can't use.
    virtual void setTargets(const std::vector<Example>& examples, std::vector<TokenizedExample>& tokenized) const = 0;
    /// Targets of the rows at `indices`, as loss() wants them, on the CPU.
    virtual at::Tensor targets(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices) const = 0;
    /// Sum of the rows' losses: a scalar. `logits`: (rows, labels).
    virtual at::Tensor lossSum(const at::Tensor& logits, const at::Tensor& targets) const = 0;
    /// Logits → scores of each class, (rows, labels), float32 on the CPU.
    virtual at::Tensor scores(const at::Tensor& logits) const = 0;
    /// The answer that a row of scores gives; `truth` stays -1.
    virtual RowResult decide(const float* scores) const = 0;
    virtual Metrics metrics(const std::vector<RowResult>& rows) const = 0;
};

/// Error where the task is not known (lists those that are) or the labels can't be its.
Result<std::unique_ptr<Task>> makeTask(const std::string& kind, const std::vector<std::string>& labels);

}
