// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/entities.h"
#include "engine/tasks/task.h"

#include <unordered_map>

namespace espalier {

/// A tag for each word, so that entities are found: cross-entropy over the tags (Transformers' ForTokenClassification).
/// The first sub-word of a word carries its tag; the others, and special tokens, are left out of loss and metrics.
class Tokens final : public Task {
public:
    explicit Tokens(std::vector<std::string> labels);

    std::string kind() const override { return "tokens"; }
    const std::vector<std::string>& labels() const override { return m_labels; }
    std::string head() const override { return "ForTokenClassification"; }
    bool isPerToken() const override { return true; }
    void setTargets(const std::vector<Example>& examples, std::vector<TokenizedExample>& tokenized) const override;
    at::Tensor targets(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices) const override;
    std::int64_t targetCount(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices) const override;
    at::Tensor lossSum(const at::Tensor& logits, const at::Tensor& targets) const override;
    at::Tensor scores(const at::Tensor& logits) const override;
    std::vector<RowResult> results(const at::Tensor& scores, const std::vector<TokenizedExample>& examples,
                                   const std::vector<std::int64_t>& indices) const override;
    Metrics metrics(const std::vector<RowResult>& rows) const override;

private:
    std::int32_t idOf(const std::string& tag) const;
    void align(const Example& example, TokenizedExample& tokenized) const;

    std::vector<std::string> m_labels;
    std::vector<std::string> m_tags; ///< as m_labels, those without prefix as I-
    std::unordered_map<std::string, std::int32_t> m_ids;
};

/// The entities that a row's decisions stand for: by what should have been (`truth`), or by what was predicted.
std::vector<EntitySpan> entitiesOf(const RowResult& row, const std::vector<std::string>& labels, bool truth);

}
