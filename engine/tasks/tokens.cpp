// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/tokens.h"

#include "engine/data/tag_scheme.h"
#include "engine/evaluation/span_f1.h"

#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/softmax.h>

#include <algorithm>

namespace espalier {
namespace {

/// A model's label as a tag: one without prefix is a type that goes on.
std::string asTag(const std::string& label) {
    return label == "O" || tagPrefix(label) ? label : "I-" + label;
}

std::string tagAt(const std::vector<std::string>& labels, std::int32_t id) {
    return asTag(labels.at(static_cast<std::size_t>(id)));
}

}

Tokens::Tokens(std::vector<std::string> labels) : m_labels(std::move(labels)) {
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        if (!m_ids.emplace(m_labels[i], static_cast<std::int32_t>(i)).second)
            failBadInput("the tag '" + m_labels[i] + "' is there twice", "labels");
        m_tags.push_back(asTag(m_labels[i]));
    }
}

/// The id of an IOB2 tag. Models of other schemes call the first word of an entity I-type, or by the type alone.
std::int32_t Tokens::idOf(const std::string& tag) const {
    const std::string type = tagType(tag);
    for (const std::string& name : {tag, "I-" + type, type})
        if (const auto found = m_ids.find(name); found != m_ids.end()) return found->second;
    return -1;
}

/// Targets of one sentence: its tokens and its words are walked side by side, since both are in the text's order.
void Tokens::align(const Example& example, TokenizedExample& tokenized) const {
    const auto words = taggedWords(example.text, example.label);
    tokenized.labels.assign(tokenized.ids.size(), kIgnoredLabel);
    std::size_t word = 0, last = words.size(); // `last`: the one that has its token already
    for (std::size_t i = 0; i < tokenized.ids.size(); ++i) {
        auto& [start, end] = tokenized.offsets[i];
        if (start < 0 || start == end) continue; // a special token, or one that stands for no character
        while (word < words.size() && words[word].end <= start) ++word;
        if (word == words.size()) break;
        if (words[word].start >= end || word == last) continue;
        const auto id = idOf(words[word].tag);
        if (id < 0) {
            const bool known = tagType(words[word].tag).empty();
            failBadInput(known ? "the model has no tag O" : "unknown type of entity '" + tagType(words[word].tag) + "'",
                         "line " + std::to_string(example.line), "the tags are " + joined(m_labels));
        }
        tokenized.labels[i] = id;
        start = static_cast<std::int32_t>(words[word].start);
        end = static_cast<std::int32_t>(words[word].end);
        last = word;
    }
}

void Tokens::setTargets(const std::vector<Example>& examples, std::vector<TokenizedExample>& tokenized) const {
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const std::string line = "line " + std::to_string(examples[i].line);
        if (examples[i].label.empty()) failBadInput("a sentence has no tags", line);
        if (tokenized[i].offsets.size() != tokenized[i].ids.size())
            fail(ErrorKind::Failed, "a sentence was tokenized without offsets", line);
        align(examples[i], tokenized[i]);
    }
}

at::Tensor Tokens::targets(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices) const {
    std::int64_t tokens = 0;
    for (const auto index : indices) tokens += static_cast<std::int64_t>(examples[static_cast<std::size_t>(index)].labels.size());
    auto result = at::empty({tokens}, at::kLong);
    auto* out = result.mutable_data_ptr<std::int64_t>();
    for (const auto index : indices) {
        const auto& labels = examples[static_cast<std::size_t>(index)].labels;
        out = std::copy(labels.begin(), labels.end(), out);
    }
    return result;
}

std::int64_t Tokens::targetCount(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices) const {
    std::int64_t count = 0;
    for (const auto index : indices) {
        const auto& labels = examples[static_cast<std::size_t>(index)].labels;
        count += std::count_if(labels.begin(), labels.end(), [](std::int32_t label) { return label != kIgnoredLabel; });
    }
    return count;
}

at::Tensor Tokens::lossSum(const at::Tensor& logits, const at::Tensor& targets) const {
    return at::cross_entropy_loss(logits, targets, {}, at::Reduction::Sum, kIgnoredLabel);
}

at::Tensor Tokens::scores(const at::Tensor& logits) const {
    return at::softmax(logits, -1, at::kFloat).cpu().contiguous();
}

std::vector<RowResult> Tokens::results(const at::Tensor& scores, const std::vector<TokenizedExample>& examples,
                                       const std::vector<std::int64_t>& indices) const {
    std::vector<RowResult> rows;
    const auto* token = scores.const_data_ptr<float>();
    for (const auto index : indices) {
        const auto& example = examples[static_cast<std::size_t>(index)];
        RowResult row;
        for (std::size_t i = 0; i < example.ids.size(); ++i, token += m_labels.size()) {
            if (example.labels[i] == kIgnoredLabel) continue;
            Decision decision = largest(token, m_labels.size());
            decision.truth = example.labels[i];
            decision.start = example.offsets[i].first;
            decision.end = example.offsets[i].second;
            row.decisions.push_back(decision);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Metrics Tokens::metrics(const std::vector<RowResult>& rows) const {
    std::vector<TagSequence> truth(rows.size()), predicted(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const auto& decision : rows[i].decisions) {
            truth[i].push_back(m_tags.at(static_cast<std::size_t>(decision.truth)));
            predicted[i].push_back(m_tags.at(static_cast<std::size_t>(decision.predicted)));
        }
    }
    Metrics metrics = spanMetrics(truth, predicted);
    // A type that neither side has is still one that can be asked for.
    for (const std::string& tag : m_tags)
        for (const char* name : {"precision.", "recall.", "f1."})
            if (tag != "O") metrics.try_emplace(name + tagType(tag), 0);
    return metrics;
}

std::vector<EntitySpan> entitiesOf(const RowResult& row, const std::vector<std::string>& labels, bool truth) {
    TagSequence tags;
    for (const auto& decision : row.decisions) tags.push_back(tagAt(labels, truth ? decision.truth : decision.predicted));
    std::vector<EntitySpan> spans;
    for (const TagChunk& chunk : tagChunks(tags))
        spans.push_back({row.decisions[chunk.first].start, row.decisions[chunk.last].end, chunk.type});
    return spans;
}

}
