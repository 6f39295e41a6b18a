// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/task.h"

#include <unordered_map>

namespace espalier {

/// Any number of labels a text: binary cross-entropy of one output a label (Transformers' multi_label_classification). A
/// label is given where its probability is above one half.
class Multilabel final : public Task {
public:
    explicit Multilabel(std::vector<std::string> labels);

    std::string kind() const override { return "multilabel"; }
    const std::vector<std::string>& labels() const override { return m_labels; }
    std::string head() const override { return "ForSequenceClassification"; }
    std::string problemType() const override { return "multi_label_classification"; }
    bool choosesClass() const override { return false; }
    void setTargets(const std::vector<Example>& examples, std::vector<TokenizedExample>& tokenized) const override;
    at::Tensor targets(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices) const override;
    /// One a row and label: Transformers' loss is the mean over both.
    std::int64_t targetCount(const std::vector<TokenizedExample>&, const std::vector<std::int64_t>& indices) const override {
        return static_cast<std::int64_t>(indices.size() * m_labels.size());
    }
    at::Tensor lossSum(const at::Tensor& logits, const at::Tensor& targets) const override;
    at::Tensor scores(const at::Tensor& logits) const override;
    /// A decision for each label: truth and answer are 1 or 0, the score is the label's probability.
    std::vector<RowResult> results(const at::Tensor& scores, const std::vector<TokenizedExample>& examples,
                                   const std::vector<std::int64_t>& indices) const override;
    Metrics metrics(const std::vector<RowResult>& rows) const override;

private:
    std::vector<std::string> m_labels;
    std::unordered_map<std::string, std::size_t> m_places;
};

}
