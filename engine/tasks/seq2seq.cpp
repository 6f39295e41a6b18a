// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/seq2seq.h"

#include <algorithm>

namespace espalier {

Seq2Seq::Seq2Seq(LanguageSettings settings) : m_settings(std::move(settings)) {
    if (m_settings.startId < 0)
        failBadInput("the model doesn't say which token its decoder starts with", "field decoder_start_token_id",
                     "use the config.json that came with the weights");
}

LanguageRows Seq2Seq::encode(const std::vector<Example>& examples, std::int64_t maxLength, int threads) const {
    std::vector<std::string> texts, targets;
    std::int64_t empty = 0;
    for (const Example& example : examples) {
        const std::string& target = example.label.empty() ? example.pair : example.label;
        if (example.text.empty() || target.empty()) {
            ++empty;
            continue;
        }
        texts.push_back(example.text);
        targets.push_back(target);
    }
    LanguageRows rows;
    const EncodeOptions options {.maxLength = maxLength};
    auto read = encodeBatch(*m_settings.tokenizer, texts, options, threads), written = encodeBatch(*m_settings.tokenizer, targets, options, threads);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        TokenizedExample example {.ids = std::move(read[i].ids), .labels = std::move(written[i].ids)};
        const auto end = m_settings.endId;
        if (end >= 0 && std::ssize(example.labels) < maxLength && (example.labels.empty() || example.labels.back() != end)) example.labels.push_back(end);
        rows.cut += read[i].truncated || written[i].truncated;
        rows.longest = std::max({rows.longest, std::ssize(example.ids), std::ssize(example.labels)});
        rows.examples.push_back(std::move(example));
    }
    if (empty) rows.notes.push_back(std::to_string(empty) + " rows without a text or a target were left out.");
    return rows;
}

WordBatch Seq2Seq::batch(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices, const WordDraw&) const {
    WordBatch batch {.input = packSequences(examples, indices)};
    std::vector<TokenizedExample> shifted;
    std::vector<std::int64_t> all;
    for (std::size_t s = 0; s < indices.size(); ++s) {
        const auto& labels = examples[static_cast<std::size_t>(indices[s])].labels;
        TokenizedExample& decoder = shifted.emplace_back();
        decoder.ids.push_back(m_settings.startId);
        decoder.ids.insert(decoder.ids.end(), labels.begin(), labels.end() - 1);
        for (const auto label : labels) {
            batch.rows.push_back(std::ssize(batch.targets));
            batch.targets.push_back(label);
            batch.owners.push_back(static_cast<std::int32_t>(s));
        }
        all.push_back(static_cast<std::int64_t>(s));
    }
    batch.decoder = packSequences(shifted, all);
    return batch;
}

Metrics Seq2Seq::metrics(const std::vector<RowResult>& rows) const {
    Metrics metrics = LanguageTask::metrics(rows);
    const auto right = std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row.rightWords == row.words; });
    metrics["exact_match"] = rows.empty() ? 0 : static_cast<double>(right) / static_cast<double>(rows.size());
    return metrics;
}

}
