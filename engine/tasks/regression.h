// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/task.h"

namespace espalier {

/// A number a text: mean squared error of one output (Transformers' regression).
class Regression final : public Task {
public:
    /// `labels`: what the number is called, alone.
    explicit Regression(std::vector<std::string> labels);

    std::string kind() const override { return "regression"; }
    const std::vector<std::string>& labels() const override { return m_labels; }
    std::string head() const override { return "ForSequenceClassification"; }
    std::string problemType() const override { return "regression"; }
    bool choosesClass() const override { return false; }
    void setTargets(const std::vector<Example>& examples, std::vector<TokenizedExample>& tokenized) const override;
    at::Tensor targets(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices) const override;
    std::int64_t targetCount(const std::vector<TokenizedExample>&, const std::vector<std::int64_t>& indices) const override {
        return static_cast<std::int64_t>(indices.size());
    }
    at::Tensor lossSum(const at::Tensor& logits, const at::Tensor& targets) const override;
    at::Tensor scores(const at::Tensor& logits) const override;
    std::vector<RowResult> results(const at::Tensor& scores, const std::vector<TokenizedExample>& examples,
                                   const std::vector<std::int64_t>& indices) const override;
    Metrics metrics(const std::vector<RowResult>& rows) const override;

private:
    std::vector<std::string> m_labels;
};

}
