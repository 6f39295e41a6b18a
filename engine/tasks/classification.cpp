// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/classification.h"

#include "engine/evaluation/metrics.h"

#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/softmax.h>

namespace espalier {
Classification::Classification(std::vector<std::string> labels) : m_labels(std::move(labels)) {
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        if (!m_ids.emplace(m_labels[i], static_cast<std::int32_t>(i)).second) {
            failBadInput("the class '" + m_labels[i] + "' is there twice", "labels");
        }
    }
}

void Classification::setTargets(const std::vector<Example>& examples, std::vector<TokenizedExample>& tokenized) const {
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const auto found = m_ids.find(examples[i].label);
        if (found == m_ids.end()) {
            failBadInput(examples[i].label.empty() ? "a row has no label" : "unknown label '" + examples[i].label + "'",
                         "line " + std::to_string(examples[i].line), "the classes are " + joined(m_labels));
        }
        tokenized[i].label = found->second;
    }
}

at::Tensor Classification::targets(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices) const {
    auto result = at::empty({static_cast<std::int64_t>(indices.size())}, at::kLong);
    auto* out = result.mutable_data_ptr<std::int64_t>();
    for (const auto index : indices) *out++ = examples[static_cast<std::size_t>(index)].label;
    return result;
}

at::Tensor Classification::lossSum(const at::Tensor& logits, const at::Tensor& targets) const {
    return at::cross_entropy_loss(logits, targets, {}, at::Reduction::Sum);
}

at::Tensor Classification::scores(const at::Tensor& logits) const {
    return at::softmax(logits, -1, at::kFloat).cpu().contiguous();
}

std::vector<RowResult> Classification::results(const at::Tensor& scores, const std::vector<TokenizedExample>& examples,
                                               const std::vector<std::int64_t>& indices) const {
    std::vector<RowResult> rows;
    const auto* row = scores.const_data_ptr<float>();
    for (const auto index : indices) {
        Decision decision = largest(row, m_labels.size());
        decision.truth = examples[static_cast<std::size_t>(index)].label;
        rows.push_back({{decision}});
        row += m_labels.size();
    }
    return rows;
}

Metrics Classification::metrics(const std::vector<RowResult>& rows) const {
    std::vector<std::int32_t> truth, predicted;
    for (const auto& row : rows) {
        for (const auto& decision : row.decisions) {
            truth.push_back(decision.truth);
            predicted.push_back(decision.predicted);
        }
    }
    return classificationMetrics(confusionMatrix(m_labels, truth, predicted));
}

}
