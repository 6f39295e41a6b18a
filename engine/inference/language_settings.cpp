// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/language_settings.h"

#include "engine/inference/generation_tokens.h"
#include "engine/inference/mask_token.h"
#include "engine/text/chat_template.h"

namespace espalier {

LanguageSettings languageSettings(const std::filesystem::path& model, const ModelConfig& config,
                                  std::shared_ptr<const Tokenizer> tokenizer) {
    const GenerationTokens tokens = generationTokens(model, config);
    const std::string mask = maskToken(model, *tokenizer);
    const auto maskId = mask.empty() ? -1 : *tokenizer->id(mask);
    const auto words = std::min(config.vocabularySize, tokenizer->vocabularySize());
    return {.tokenizer = std::move(tokenizer),
            .chat = [model] { return loadChatTemplate(model).value(); },
            .endId = tokens.ends.empty() ? -1 : tokens.ends.front(),
            .startId = tokens.start,
            .maskId = maskId,
            .vocabularySize = words};
}

}
