// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/causal_lm.h"

#include "engine/tasks/answer_spans.h"
#include "engine/text/chat_template.h"

#include <algorithm>

namespace espalier {
namespace {

/// Ids and targets of a marked text; nothing of it is a target where the answer lies beyond `maxLength`.
TokenizedExample encodeMarked(const MarkedText& marked, const LanguageSettings& settings, std::int64_t maxLength, bool& cut) {
    Encoding encoding = settings.tokenizer->encode(marked.text, {.addSpecialTokens = !marked.isWhole});
    TokenizedExample example {.ids = std::move(encoding.ids)};
    example.labels.assign(example.ids.size(), kIgnoredLabel);
    for (std::size_t i = 0; i < example.ids.size(); ++i)
        if ((marked.isWhole || encoding.wordIds[i] >= 0) && marked.covers(encoding.offsets[i])) example.labels[i] = example.ids[i];
    if (!marked.isWhole && settings.endId >= 0) {
        if (example.ids.empty() || example.ids.back() != settings.endId) {
            example.ids.push_back(settings.endId);
            example.labels.push_back(kIgnoredLabel);
        }
        example.labels.back() = settings.endId;
    }
    cut = static_cast<std::int64_t>(example.ids.size()) > maxLength;
    if (cut) {
        example.ids.resize(static_cast<std::size_t>(maxLength));
        example.labels.resize(static_cast<std::size_t>(maxLength));
    }
    return example;
}

bool hasTarget(const TokenizedExample& example) {
    return std::any_of(example.labels.begin() + std::min<std::ptrdiff_t>(1, std::ssize(example.labels)), example.labels.end(),
                       [](std::int32_t label) { return label != kIgnoredLabel; });
}

}

LanguageRows CausalLm::encode(const std::vector<Example>& examples, std::int64_t maxLength, int threads) const {
    const bool completes = std::any_of(examples.begin(), examples.end(), [](const auto& example) { return !example.pair.empty(); });
    LanguageRows rows;
    std::vector<std::string> plain;
    std::int64_t empty = 0, beyond = 0;
    for (const Example& example : examples) {
        std::optional<MarkedText> marked = conversationText(example, m_settings.chat);
        if (!marked && (example.text.empty() || (completes && example.pair.empty()))) {
            ++empty;
            continue;
        }
        if (!marked && !completes) {
            plain.push_back(example.text);
            continue;
        }
        if (!marked) marked = completionText(example.text, example.pair);
        bool cut = false;
        TokenizedExample encoded = encodeMarked(*marked, m_settings, maxLength, cut);
        rows.cut += cut;
        if (hasTarget(encoded)) rows.examples.push_back(std::move(encoded));
        else ++beyond;
    }
    pack(plain, maxLength, threads, rows);
    for (const auto& example : rows.examples) rows.longest = std::max(rows.longest, std::ssize(example.ids));
    if (empty) rows.notes.push_back(std::to_string(empty) + (completes ? " rows without a completion were left out." : " empty texts were left out."));
    if (beyond) rows.notes.push_back(std::to_string(beyond) + " rows were left out: what is to be written lies beyond " + std::to_string(maxLength) + " tokens.");
    return rows;
}

/// One stream of all texts, cut every `maxLength` tokens as run_clm's group_texts does; what is left at the end is a
/// shorter block here, not lost.
void CausalLm::pack(const std::vector<std::string>& texts, std::int64_t maxLength, int threads, LanguageRows& rows) const {
    std::vector<std::int32_t> stream;
    for (const auto& ids : encodeIdsBatch(*m_settings.tokenizer, texts, {}, threads)) {
        stream.insert(stream.end(), ids.begin(), ids.end());
        if (m_settings.endId >= 0 && (ids.empty() || ids.back() != m_settings.endId)) stream.push_back(m_settings.endId);
    }
    for (auto begin = stream.begin(); stream.end() - begin > 1;) {
        const auto end = begin + std::min<std::ptrdiff_t>(maxLength, stream.end() - begin);
        rows.examples.push_back({.ids = {begin, end}});
        begin = end;
    }
}

WordBatch CausalLm::batch(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices, const WordDraw&) const {
    WordBatch batch {.input = packSequences(examples, indices)};
    for (std::size_t s = 0; s < indices.size(); ++s) {
        const auto& example = examples[static_cast<std::size_t>(indices[s])];
        const auto& labels = example.labels.empty() ? example.ids : example.labels;
        for (std::size_t i = 1; i < labels.size(); ++i) {
            if (labels[i] == kIgnoredLabel) continue;
            batch.rows.push_back(batch.input.offsets[s] + static_cast<std::int64_t>(i) - 1);
            batch.targets.push_back(labels[i]);
            batch.owners.push_back(static_cast<std::int32_t>(s));
        }
    }
    return batch;
}

}
