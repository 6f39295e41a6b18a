// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/tokenizer_json.h"

namespace espalier {

namespace {

[[noreturn]] void failUnsupported(const std::string& part, const std::string& found, const std::string& where,
                                  const std::string& supported) {
    failBadInput("the " + part + " \"" + found + "\" is not supported", where, "supported: " + supported);
}

std::string typeOf(const JsonFields& component) {
    component.required("type");
    return *component.string("type");
}

Vocabulary readVocabulary(const JsonFields& model) {
    const JsonFields json = model.object("vocab");
    std::vector<std::pair<std::string, std::int32_t>> entries;
    entries.reserve(json.json().size());
    for (const auto& [token, id] : json.json().items()) {
        if (!id.is_number_unsigned()) tokenId(id, json.where(token));
        entries.emplace_back(token, tokenId(id, json.where()));
    }
    if (entries.empty()) failBadInput("the vocabulary is empty", json.where());
    return Vocabulary(std::move(entries));
}

void readNormalizer(const JsonFields& file, WordPieceSpec& spec) {
    if (file.find("normalizer") == nullptr) return;
    const JsonFields fields = file.object("normalizer");
    if (const std::string type = typeOf(fields); type != "BertNormalizer")
        failUnsupported("normalizer", type, fields.where(), "BertNormalizer or none, with a WordPiece model");
    NormalizerOptions& options = spec.normalizer;
    options.cleanText = fields.boolean("clean_text", true);
    options.spaceChinese = fields.boolean("handle_chinese_chars", true);
    options.lowerCase = fields.boolean("lowercase", true);
    options.stripAccents = fields.boolean("strip_accents", options.lowerCase);
}

void checkPreTokenizer(const JsonFields& file) {
    const std::string supported = "BertPreTokenizer, with a WordPiece model";
    if (file.find("pre_tokenizer") == nullptr) failUnsupported("pre_tokenizer", "null", file.where(), supported);
    const JsonFields fields = file.object("pre_tokenizer");
    if (const std::string type = typeOf(fields); type != "BertPreTokenizer")
        failUnsupported("pre_tokenizer", type, fields.where(), supported);
}

/// ["[SEP]", 102] of BertProcessing.
TemplatePart namedToken(const JsonFields& fields, const std::string& key, std::int32_t typeId) {
    const Json& pair = fields.required(key);
    if (!pair.is_array() || pair.size() != 2) failBadInput("should be a token and its id", fields.where(key));
    return {TemplatePart::Kind::Special, typeId, {tokenId(pair[1], fields.where(key))}};
}

std::vector<std::int32_t> specialIds(const JsonFields& processor, const std::string& name) {
    const JsonFields token = processor.object("special_tokens").object(name);
    const Json& json = token.required("ids");
    if (!json.is_array()) failBadInput("should be a list of ids", token.where("ids"));
    std::vector<std::int32_t> ids;
    for (const Json& id : json)
        ids.push_back(tokenId(id, token.where("ids")));
    return ids;
}

TemplatePart templatePart(const JsonFields& processor, const JsonFields& piece, bool pair) {
    const bool special = piece.find("SpecialToken") != nullptr;
    const JsonFields fields = piece.object(special ? "SpecialToken" : "Sequence");
    const std::string id = fields.string("id", "");
    const std::int32_t typeId = tokenId(fields.required("type_id"), fields.where("type_id"));
    if (special) return {TemplatePart::Kind::Special, typeId, specialIds(processor, id)};
    if (id == "A") return {TemplatePart::Kind::First, typeId};
    if (id != "B" || !pair) failBadInput("the template has no sequence \"" + id + "\"", fields.where());
    return {TemplatePart::Kind::Second, typeId};
}

std::vector<TemplatePart> readTemplate(const JsonFields& processor, const std::string& key) {
    const Json& pieces = processor.required(key);
    if (!pieces.is_array()) failBadInput("should be a list", processor.where(key));
    std::vector<TemplatePart> parts;
    for (const Json& piece : pieces)
        parts.push_back(templatePart(processor, JsonFields(piece, processor.where(key)), key == "pair"));
    return parts;
}

void readPostProcessor(const JsonFields& file, PostProcessor& processor) {
    if (file.find("post_processor") == nullptr) return;
    const JsonFields fields = file.object("post_processor");
    const std::string type = typeOf(fields);
    using Kind = TemplatePart::Kind;
    if (type == "TemplateProcessing") {
        processor = {readTemplate(fields, "single"), readTemplate(fields, "pair")};
    } else if (type == "BertProcessing") {
        const TemplatePart cls = namedToken(fields, "cls", 0), sep = namedToken(fields, "sep", 0);
        processor.single = {cls, {Kind::First, 0}, sep};
        processor.pair = {cls, {Kind::First, 0}, sep, {Kind::Second, 1}, namedToken(fields, "sep", 1)};
    } else {
        failUnsupported("post_processor", type, fields.where(), "TemplateProcessing, BertProcessing or none");
    }
}

void readDecoder(const JsonFields& file, WordPieceDecoder& decoder) {
    decoder.present = file.find("decoder") != nullptr;
    if (!decoder.present) return;
    const JsonFields fields = file.object("decoder");
    if (const std::string type = typeOf(fields); type != "WordPiece")
        failUnsupported("decoder", type, fields.where(), "WordPiece or none");
    decoder.prefix = fields.string("prefix", "##");
    decoder.cleanup = fields.boolean("cleanup", true);
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

void readWordPieceModel(const JsonFields& file, WordPieceSpec& spec) {
    const JsonFields model = file.object("model");
    // Files of 2020 do not say the type; only WordPiece has this field and that of the longest word.
    const bool untyped = model.find("type") == nullptr && model.find("max_input_chars_per_word") != nullptr;
    if (const std::string type = untyped ? "WordPiece" : typeOf(model); type != "WordPiece")
        failUnsupported("model", type, model.where(), "WordPiece");
    spec.model.unknownToken = model.string("unk_token", "[UNK]");
    spec.model.continuingPrefix = model.string("continuing_subword_prefix", "##");
    spec.model.maxWordCharacters = model.integer("max_input_chars_per_word").value_or(100);
    spec.vocabulary = readVocabulary(model);
}

void readWordPiecePipeline(const JsonFields& file, WordPieceSpec& spec) {
    readNormalizer(file, spec);
    checkPreTokenizer(file);
    readPostProcessor(file, spec.postProcessor);
    readDecoder(file, spec.decoder);
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
