// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/tokenizer_json.h"

namespace espalier {

namespace {

bool hasType(const JsonFields& file, const std::string& part, const std::string& type) {
    return file.find(part) != nullptr && file.object(part).string("type", "") == type;
}

/// Transformers truncates only where told to, and then the longest text first: of this section the side alone counts.
bool truncatesLeft(const JsonFields& file) {
    if (file.find("truncation") == nullptr) return false;
    const JsonFields fields = file.object("truncation");
    const std::string direction = fields.string("direction", "Right"),
                      strategy = fields.string("strategy", "LongestFirst");
    if (direction != "Right" && direction != "Left")
        failUnsupported("truncation direction", direction, fields.where(), "Right, Left");
    if (strategy != "LongestFirst" && strategy != "OnlyFirst" && strategy != "OnlySecond")
        failUnsupported("truncation strategy", strategy, fields.where(), "LongestFirst, OnlyFirst, OnlySecond");
    fields.integer("max_length");
    fields.integer("stride");
    return direction == "Left";
}

}

void failUnsupported(const std::string& part, const std::string& found, const std::string& where,
                     const std::string& supported) {
    failBadInput("the " + part + " \"" + found + "\" is not supported", where, "supported: " + supported);
}

std::string typeOf(const JsonFields& component) {
    component.required("type");
    return *component.string("type");
}

Vocabulary readVocabulary(const JsonFields& json) {
    std::vector<std::pair<std::string, std::int32_t>> entries;
    entries.reserve(json.json().size());
    for (const auto& [token, id] : json.json().items()) {
        if (!id.is_number_unsigned()) tokenId(id, json.where(token));
        entries.emplace_back(token, tokenId(id, json.where()));
    }
    if (entries.empty()) failBadInput("the vocabulary is empty", json.where());
    return Vocabulary(std::move(entries));
}

std::string modelType(const JsonFields& model) {
    if (model.find("type") != nullptr) return *model.string("type");
    // Files of 2020 do not say the type. As the reference: what has all the fields that a type needs is of that type.
    if (model.find("merges") != nullptr) return "BPE";
    if (model.find("max_input_chars_per_word") != nullptr) return "WordPiece";
    const Json* vocabulary = model.find("vocab");
    return vocabulary != nullptr && vocabulary->is_array() ? "Unigram" : "WordLevel";
}

WordPieceOptions readWordPieceOptions(const JsonFields& model) {
    WordPieceOptions options;
    options.unknownToken = model.string("unk_token", "[UNK]");
    options.continuingPrefix = model.string("continuing_subword_prefix", "##");
    options.maxWordCharacters = model.integer("max_input_chars_per_word").value_or(100);
    return options;
}

void readWordPieceModel(const JsonFields& file, WordPieceSpec& spec) {
    const JsonFields model = file.object("model");
    if (const std::string type = modelType(model); type != "WordPiece")
        failUnsupported("model", type, model.where(), "WordPiece, with a tokenizer class of BERT's kind");
    spec.model = readWordPieceOptions(model);
    spec.vocabulary = readVocabulary(model.object("vocab"));
}

NormalizerOptions readBertNormalizer(const JsonFields& normalizer) {
    NormalizerOptions options;
    options.cleanText = normalizer.boolean("clean_text", true);
    options.spaceChinese = normalizer.boolean("handle_chinese_chars", true);
    options.lowerCase = normalizer.boolean("lowercase", true);
    options.stripAccents = normalizer.boolean("strip_accents", options.lowerCase);
    return options;
}

bool isBertPipeline(const JsonFields& file) {
    return modelType(file.object("model")) == "WordPiece"
        && (file.find("normalizer") == nullptr || hasType(file, "normalizer", "BertNormalizer"))
        && hasType(file, "pre_tokenizer", "BertPreTokenizer")
        && (file.find("decoder") == nullptr || hasType(file, "decoder", "WordPiece"))
        && (file.find("post_processor") == nullptr || hasType(file, "post_processor", "TemplateProcessing")
            || hasType(file, "post_processor", "BertProcessing"));
}

void readWordPiecePipeline(const JsonFields& file, WordPieceSpec& spec) {
    if (file.find("normalizer") != nullptr) spec.normalizer = readBertNormalizer(file.object("normalizer"));
    spec.decoder.present = file.find("decoder") != nullptr;
    if (!spec.decoder.present) return;
    const JsonFields decoder = file.object("decoder");
    spec.decoder.prefix = decoder.string("prefix", "##");
    spec.decoder.cleanup = decoder.boolean("cleanup", true);
}

void readLimits(const JsonFields& file, TokenizerSpec& spec) {
    spec.truncateLeft = truncatesLeft(file);
    if (file.find("padding") != nullptr) spec.padToken = file.object("padding").string("pad_token", spec.padToken);
}

std::vector<NumberedToken> readAddedTokens(const JsonFields& file) {
    std::vector<NumberedToken> tokens;
    const Json* list = file.find("added_tokens");
    if (list == nullptr) return tokens;
    if (!list->is_array()) failBadInput("should be a list", file.where("added_tokens"));
    for (const Json& json : *list) {
        const JsonFields fields(json, file.where("added_tokens"));
        tokens.push_back({tokenId(fields.required("id"), fields.where("id")), readAddedToken(json, fields.where())});
    }
    return tokens;
}

AddedToken readAddedToken(const Json& json, const std::string& where) {
    AddedToken token;
    if (json.is_string()) {
        token.content = json.get<std::string>();
        token.special = true;
        return token;
    }
    const JsonFields fields(json, where);
    token.content = fields.string("content").value_or("");
    if (token.content.empty()) failBadInput("an added token has no content", where);
    token.special = fields.boolean("special", false);
    token.singleWord = fields.boolean("single_word", false);
    token.lstrip = fields.boolean("lstrip", false);
    token.rstrip = fields.boolean("rstrip", false);
    token.normalized = fields.boolean("normalized", !token.special);
    return token;
}

}
