// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/language_task.h"

namespace espalier {

/// Every word from those before it (Transformers' ForCausalLM). Plain texts are laid end to end, the end token after
/// each, and cut into blocks; a prompt with its completion, or a conversation, is a row of its own, and only what the
/// model is to say counts.
class CausalLm final : public LanguageTask {
public:
    explicit CausalLm(LanguageSettings settings) : m_settings(std::move(settings)) { }

    std::string kind() const override { return "causal-lm"; }
    std::string head() const override { return "ForCausalLM"; }
    LanguageRows encode(const std::vector<Example>& examples, std::int64_t maxLength, int threads) const override;
    WordBatch batch(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices,
                    const WordDraw& draw) const override;

private:
    void pack(const std::vector<std::string>& texts, std::int64_t maxLength, int threads, LanguageRows& rows) const;

    LanguageSettings m_settings;
};

}
