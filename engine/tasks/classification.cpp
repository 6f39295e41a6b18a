// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/classification.h"

#include "engine/evaluation/metrics.h"

#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/softmax.h>

namespace espalier {
namespace {

std::string join(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < 20; ++i) text += (i ? ", " : "") + names[i];
    return names.size() > 20 ? text + " …" : text;
}

}

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
                         "line " + std::to_string(examples[i].line), "the classes are " + join(m_labels));
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

RowResult Classification::decide(const float* scores) const {
    const auto* best = std::max_element(scores, scores + m_labels.size());
    return {.truth = -1, .predicted = static_cast<std::int32_t>(best - scores), .score = *best};
}

Metrics Classification::metrics(const std::vector<RowResult>& rows) const {
    std::vector<std::int32_t> truth, predicted;
    for (const auto& row : rows) {
        truth.push_back(row.truth);
        predicted.push_back(row.predicted);
    }
    return classificationMetrics(confusionMatrix(m_labels, truth, predicted));
}

}
