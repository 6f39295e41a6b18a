// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/tokenizer_settings.h"

#include <algorithm>
#include <array>

namespace espalier {

namespace {

constexpr std::array kNamed {"bos_token", "eos_token", "unk_token", "sep_token",
                             "pad_token", "cls_token", "mask_token"};

/// The special token of this name; special_tokens_map.json counts only where the newer added_tokens_decoder isn't
/// there.
std::optional<AddedToken> namedToken(const TokenizerFiles& files, const std::string& name) {
    const JsonFields config = configOf(files), map(files.specialTokensMap(), files.pathOf("special_tokens_map.json"));
    const bool legacy = config.find("added_tokens_decoder") == nullptr;
    const JsonFields& first = legacy && map.find(name) != nullptr ? map : config;
    if (const Json* json = first.find(name)) {
        AddedToken token = readAddedToken(*json, first.where(name));
        token.special = true;
        return token;
    }
    const char* otherwise = defaultToken(files.kind(), name);
    if (otherwise == nullptr) return std::nullopt;
    AddedToken token;
    token.content = otherwise;
    token.special = true;
    return token;
}

}

JsonFields configOf(const TokenizerFiles& files) {
    return {files.config(), files.pathOf("tokenizer_config.json")};
}

std::string contentOf(const TokenizerFiles& files, const std::string& name, const std::string& otherwise) {
    const auto token = namedToken(files, name);
    return token ? token->content : otherwise;
}

namespace {

/// Further special tokens: lists of strings or objects.
std::vector<AddedToken> extraTokens(const TokenizerFiles& files) {
    std::vector<AddedToken> tokens;
    const JsonFields config = configOf(files), map(files.specialTokensMap(), files.pathOf("special_tokens_map.json"));
    const bool legacy = config.find("added_tokens_decoder") == nullptr;
    for (const JsonFields* fields : {&config, &map}) {
        if (fields == &map && !legacy) continue;
        for (const char* key : {"additional_special_tokens", "extra_special_tokens"}) {
            const Json* list = fields->find(key);
            if (list == nullptr) continue;
            for (const Json& item : *list) {
                tokens.push_back(readAddedToken(item, fields->where(key)));
                tokens.back().special = true;
            }
        }
    }
    return tokens;
}

bool listsExtraTokens(const TokenizerFiles& files) {
    for (const Json* json : {&files.config(), &files.specialTokensMap()})
        for (const char* key : {"additional_special_tokens", "extra_special_tokens"})
            if (json->contains(key)) return true;
    return false;
}

/// id → token from tokenizer_config.json, or else from added_tokens.json and tokenizer.json's own tokens.
std::map<std::int32_t, AddedToken> numberedTokens(const TokenizerFiles& files, const std::vector<NumberedToken>& own) {
    std::map<std::int32_t, AddedToken> tokens;
    const JsonFields config = configOf(files);
    if (config.find("added_tokens_decoder") != nullptr) {
        const JsonFields decoder = config.object("added_tokens_decoder");
        for (const auto& [id, json] : decoder.json().items()) {
            const Json number = parseJson(id, decoder.where(id)).value();
            tokens[tokenId(number, decoder.where(id))] = readAddedToken(json, decoder.where(id));
        }
        return tokens;
    }
    const std::string where = files.pathOf("added_tokens.json");
    for (const auto& [content, id] : files.addedTokens().items()) {
        AddedToken token;
        token.content = content;
        token.special = std::any_of(kNamed.begin(), kNamed.end(), [&](const char* name) {
            const auto named = namedToken(files, name);
            return named && named->content == token.content;
        });
        token.normalized = !token.special;
        tokens[tokenId(id, where)] = token;
    }
    for (const NumberedToken& token : own)
        tokens[token.id] = token.token;
    return tokens;
}

}

void applyBertSettings(const TokenizerFiles& files, WordPieceSpec& spec) {
    const JsonFields config = configOf(files);
    spec.model = {};
    spec.model.unknownToken = contentOf(files, "unk_token", "[UNK]");
    spec.normalizer.cleanText = true;
    spec.normalizer.spaceChinese = config.boolean("tokenize_chinese_chars", true);
    spec.normalizer.lowerCase = config.boolean("do_lower_case", true);
    spec.normalizer.stripAccents = config.boolean("strip_accents", spec.normalizer.lowerCase);
    spec.decoder = {};
}

void addTokens(const TokenizerFiles& files, const std::vector<NumberedToken>& own, const VocabularyView& vocabulary,
               TokenizerSpec& spec, const std::vector<AddedToken>& specials) {
    std::vector<AddedToken> tokens;
    if (files.kind() == TokenizerClass::File)
        for (const NumberedToken& token : own)
            tokens.push_back(token.token);
    spec.added.add(tokens, vocabulary);

    std::vector<AddedToken> named;
    for (const char* name : kNamed)
        if (auto token = namedToken(files, name)) named.push_back(std::move(*token));
    const auto isNamed = [&](const std::string& content) {
        return std::any_of(named.begin(), named.end(),
                           [&](const AddedToken& token) { return token.content == content; });
    };
    tokens.clear();
    for (auto& [id, token] : numberedTokens(files, own)) {
        tokens.push_back(std::move(token));
        tokens.back().special = tokens.back().special || isNamed(tokens.back().content);
    }
    const auto addMissing = [&](const std::vector<AddedToken>& candidates) {
        for (const AddedToken& token : candidates) {
            const bool known = spec.added.id(token.content)
                || std::any_of(tokens.begin(), tokens.end(),
                               [&](const AddedToken& other) { return other.content == token.content; });
            if (!known) tokens.push_back(token);
        }
    };
    addMissing(named);
    addMissing(listsExtraTokens(files) ? extraTokens(files) : specials);
    spec.added.add(tokens, vocabulary);
}

void applyBertTemplate(const TokenizerFiles& files, WordPieceSpec& spec) {
    const auto special = [&](const char* name, const char* otherwise, std::int32_t typeId) -> TemplatePart {
        const std::string content = contentOf(files, name, otherwise);
        auto id = spec.added.id(content);
        if (!id) id = spec.vocabulary.id(content);
        if (!id) failBadInput("the vocabulary has no " + content, files.pathOf("tokenizer_config.json") + ": " + name);
        return {TemplatePart::Kind::Special, typeId, {*id}};
    };
    using Kind = TemplatePart::Kind;
    const TemplatePart cls = special("cls_token", "[CLS]", 0), sep = special("sep_token", "[SEP]", 0);
    spec.postProcessor.single = {cls, {Kind::First, 0}, sep};
    spec.postProcessor.pair = {cls, {Kind::First, 0}, sep, {Kind::Second, 1}, special("sep_token", "[SEP]", 1)};
}

void applyCommonSettings(const TokenizerFiles& files, TokenizerSpec& spec) {
    const JsonFields config = configOf(files);
    spec.padToken = contentOf(files, "pad_token", spec.padToken);
    if (const auto side = config.string("truncation_side")) spec.truncateLeft = *side == "left";
}

bool cleansUp(const TokenizerFiles& files, bool bytePair) {
    const JsonFields config = configOf(files);
    return config.boolean("clean_up_tokenization_spaces", false)
        && (!bytePair
            || config.boolean("clean_up_tokenization_spaces_for_bpe_even_though_it_will_corrupt_output", false));
}

}
