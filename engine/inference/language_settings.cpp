// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/language_settings.h"

#include "engine/inference/generation_tokens.h"
#include "engine/text/chat_template.h"

namespace espalier {
namespace {

/// The token that hides a word: as tokenizer_config.json names it, else one of the two usual ones.
std::int32_t maskIdOf(const std::filesystem::path& model, const Tokenizer& tokenizer) {
    std::vector<std::string> names {"[MASK]", "<mask>"};
    if (const auto settings = readJsonFile(model / "tokenizer_config.json"); settings && settings->is_object()) {
        const Json named = settings->value("mask_token", Json());
        if (named.is_string())
            names = {named.get<std::string>()};
        else if (named.is_object() && named.contains("content") && named["content"].is_string())
            names = {named["content"].get<std::string>()};
    }
    for (const auto& name : names)
        if (const auto id = tokenizer.id(name)) return *id;
    return -1;
}

}

LanguageSettings languageSettings(const std::filesystem::path& model, const ModelConfig& config,
                                  std::shared_ptr<const Tokenizer> tokenizer) {
    const GenerationTokens tokens = generationTokens(model, config);
    const auto maskId = maskIdOf(model, *tokenizer);
    const auto words = std::min(config.vocabularySize, tokenizer->vocabularySize());
    return {.tokenizer = std::move(tokenizer),
            .chat = [model] { return loadChatTemplate(model).value(); },
            .endId = tokens.ends.empty() ? -1 : tokens.ends.front(),
            .startId = tokens.start,
            .maskId = maskId,
            .vocabularySize = words};
}

}
