// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/multilabel.h"

#include "engine/data/label_list.h"
#include "engine/evaluation/multilabel.h"

#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/sigmoid.h>

namespace espalier {
namespace {

constexpr float kThreshold = 0.5f;

}

Multilabel::Multilabel(std::vector<std::string> labels) : m_labels(std::move(labels)) {
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        if (!m_places.emplace(m_labels[i], i).second) failBadInput("the label '" + m_labels[i] + "' is there twice", "labels");
    }
}

void Multilabel::setTargets(const std::vector<Example>& examples, std::vector<TokenizedExample>& tokenized) const {
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const std::string line = "line " + std::to_string(examples[i].line);
        if (examples[i].label.empty()) failBadInput("a row has no labels", line, "write [] where none applies");
        tokenized[i].labels.assign(m_labels.size(), 0);
        for (const std::string& label : labelList(examples[i].label)) {
            const auto found = m_places.find(label);
            if (found == m_places.end()) failBadInput("unknown label '" + label + "'", line, "the labels are " + joined(m_labels));
            tokenized[i].labels[found->second] = 1;
        }
    }
}

at::Tensor Multilabel::targets(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices) const {
    auto result = at::empty({static_cast<std::int64_t>(indices.size()), static_cast<std::int64_t>(m_labels.size())}, at::kFloat);
    auto* out = result.mutable_data_ptr<float>();
    for (const auto index : indices) {
        for (const auto applies : examples[static_cast<std::size_t>(index)].labels) *out++ = static_cast<float>(applies);
    }
    return result;
}

at::Tensor Multilabel::lossSum(const at::Tensor& logits, const at::Tensor& targets) const {
    return at::binary_cross_entropy_with_logits(logits, targets, {}, {}, at::Reduction::Sum);
}

at::Tensor Multilabel::scores(const at::Tensor& logits) const {
    return at::sigmoid(logits.to(at::kFloat)).cpu().contiguous();
}

std::vector<RowResult> Multilabel::results(const at::Tensor& scores, const std::vector<TokenizedExample>& examples,
                                           const std::vector<std::int64_t>& indices) const {
    std::vector<RowResult> rows;
    const auto* score = scores.const_data_ptr<float>();
    for (const auto index : indices) {
        RowResult row;
        for (const auto applies : examples[static_cast<std::size_t>(index)].labels) {
            row.decisions.push_back({.truth = applies, .predicted = *score > kThreshold, .score = *score});
            ++score;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Metrics Multilabel::metrics(const std::vector<RowResult>& rows) const {
    LabelRows truth(rows.size()), predicted(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const auto& decision : rows[i].decisions) {
            truth[i].push_back(decision.truth);
            predicted[i].push_back(decision.predicted);
        }
    }
    return multilabelMetrics(m_labels, truth, predicted);
}

}
