// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/language_task.h"

namespace espalier {

/// Which word is behind a mask (Transformers' ForMaskedLM): of 15 % of the tokens, special ones left out, the model
/// predicts what they were; 80 % of them are masked, 10 % replaced by any word, and 10 % stay (Devlin et al. 2018, as
/// DataCollatorForLanguageModeling draws them).
class MaskedLm final : public LanguageTask {
public:
    explicit MaskedLm(LanguageSettings settings);

    std::string kind() const override { return "masked-lm"; }
    std::string head() const override { return "ForMaskedLM"; }
    LanguageRows encode(const std::vector<Example>& examples, std::int64_t maxLength, int threads) const override;
    WordBatch batch(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices,
                    const WordDraw& draw) const override;

private:
    LanguageSettings m_settings;
};

}
