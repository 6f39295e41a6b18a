// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/regression.h"

#include "engine/data/text_key.h"
#include "engine/evaluation/regression.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/mse_loss.h>

namespace espalier {

Regression::Regression(std::vector<std::string> labels) : m_labels(std::move(labels)) {
    if (m_labels.size() != 1) failBadInput("regression has one output, not " + std::to_string(m_labels.size()), "labels");
}

void Regression::setTargets(const std::vector<Example>& examples, std::vector<TokenizedExample>& tokenized) const {
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const auto value = numberIn(examples[i].label);
        if (!value) {
            failBadInput(examples[i].label.empty() ? "a row has no number" : "the label '" + examples[i].label + "' is no number",
                         "line " + std::to_string(examples[i].line), "give a decimal number, such as 3.5");
        }
        tokenized[i].target = static_cast<float>(*value);
    }
}

at::Tensor Regression::targets(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices) const {
    auto result = at::empty({static_cast<std::int64_t>(indices.size())}, at::kFloat);
    auto* out = result.mutable_data_ptr<float>();
    for (const auto index : indices) *out++ = examples[static_cast<std::size_t>(index)].target;
    return result;
}

at::Tensor Regression::lossSum(const at::Tensor& logits, const at::Tensor& targets) const {
    return at::mse_loss(logits.squeeze(-1), targets, at::Reduction::Sum);
}

at::Tensor Regression::scores(const at::Tensor& logits) const {
    return logits.to(at::kFloat).cpu().contiguous();
}

std::vector<RowResult> Regression::results(const at::Tensor& scores, const std::vector<TokenizedExample>& examples,
                                           const std::vector<std::int64_t>& indices) const {
    std::vector<RowResult> rows;
    const auto* value = scores.const_data_ptr<float>();
    for (const auto index : indices) rows.push_back({.value = *value++, .target = examples[static_cast<std::size_t>(index)].target});
    return rows;
}

Metrics Regression::metrics(const std::vector<RowResult>& rows) const {
    std::vector<double> truth, predicted;
    for (const auto& row : rows) {
        truth.push_back(row.target);
        predicted.push_back(row.value);
    }
    return regressionMetrics(truth, predicted);
}

}
