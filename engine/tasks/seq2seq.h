// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/language_task.h"

namespace espalier {

/// From one text to another (Transformers' ForConditionalGeneration): the decoder reads the start token and the target
/// without its last, and predicts the target.
class Seq2Seq final : public LanguageTask {
public:
    explicit Seq2Seq(LanguageSettings settings);

    std::string kind() const override { return "seq2seq"; }
    std::string head() const override { return "ForConditionalGeneration"; }
    LanguageRows encode(const std::vector<Example>& examples, std::int64_t maxLength, int threads) const override;
    WordBatch batch(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices,
                    const WordDraw& draw) const override;
    /// Also exact_match: the share of rows whose likeliest next word is the target's at each place, so that greedy
    /// generation would write the target.
    Metrics metrics(const std::vector<RowResult>& rows) const override;

private:
    LanguageSettings m_settings;
};

}
