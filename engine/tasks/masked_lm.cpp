// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/masked_lm.h"

#include "engine/base/random.h"

#include <algorithm>

namespace espalier {
namespace {

constexpr double kChosen = 0.15, kMasked = 0.8, kReplaced = 0.1; ///< the latter two of those chosen

/// A stream of draws for each row of each step.
Random drawFor(const WordDraw& draw, std::int64_t row) {
    return Random(draw.seed, streamOf("mask " + std::to_string(draw.step) + " " + std::to_string(row)));
}

}

MaskedLm::MaskedLm(LanguageSettings settings) : m_settings(std::move(settings)) {
    if (m_settings.maskId < 0)
        failBadInput("the tokenizer has no mask token", "model", "choose a model that was trained to fill in words, such as BERT");
}

LanguageRows MaskedLm::encode(const std::vector<Example>& examples, std::int64_t maxLength, int threads) const {
    std::vector<std::string> texts;
    for (const Example& example : examples)
        if (!example.text.empty()) texts.push_back(example.text);
    LanguageRows rows;
    for (auto& encoding : encodeBatch(*m_settings.tokenizer, texts, {.maxLength = maxLength}, threads)) {
        TokenizedExample example {.ids = std::move(encoding.ids)};
        for (std::size_t i = 0; i < example.ids.size(); ++i)
            example.labels.push_back(encoding.wordIds[i] < 0 ? kIgnoredLabel : example.ids[i]);
        rows.cut += encoding.truncated;
        rows.longest = std::max(rows.longest, std::ssize(example.ids));
        rows.examples.push_back(std::move(example));
    }
    if (texts.size() < examples.size()) rows.notes.push_back(std::to_string(examples.size() - texts.size()) + " empty texts were left out.");
    return rows;
}

WordBatch MaskedLm::batch(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices, const WordDraw& draw) const {
    WordBatch batch {.input = packSequences(examples, indices)};
    const auto words = static_cast<std::uint64_t>(m_settings.vocabularySize);
    for (std::size_t s = 0; s < indices.size(); ++s) {
        const auto& labels = examples[static_cast<std::size_t>(indices[s])].labels;
        Random random = drawFor(draw, indices[s]);
        for (std::size_t i = 0; i < labels.size(); ++i) {
            if (labels[i] == kIgnoredLabel || random.uniform() >= kChosen) continue;
            const auto row = static_cast<std::size_t>(batch.input.offsets[s]) + i;
            batch.rows.push_back(static_cast<std::int64_t>(row));
            batch.targets.push_back(labels[i]);
            batch.owners.push_back(static_cast<std::int32_t>(s));
            const double fate = random.uniform();
            if (fate < kMasked) batch.input.ids[row] = m_settings.maskId;
            else if (fate < kMasked + kReplaced) batch.input.ids[row] = static_cast<std::int32_t>(random.below(words));
        }
    }
    return batch;
}

}
