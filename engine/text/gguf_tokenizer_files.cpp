// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/gguf_tokenizer.h"

#include "engine/base/json.h"
#include "engine/checkpoint/gguf.h"

namespace espalier {
namespace {

Json modelOf(const GgufTokenizerParts& parts) {
    Json vocabulary = Json::object(), merges = Json::array();
    for (std::size_t id = 0; id < parts.tokens.size(); ++id)
        vocabulary[parts.tokens[id]] = id;
    for (const auto& [left, right] : parts.merges)
        merges.push_back(Json::array({left, right}));
    return {
        {"type", "BPE"},
        {"dropout", nullptr},
        {"unk_token",
         parts.isByteLevel || !parts.named.contains("unk_token") ? Json(nullptr) : Json(parts.named.at("unk_token"))},
        {"continuing_subword_prefix", nullptr},
        {"end_of_word_suffix", nullptr},
        {"fuse_unk", !parts.isByteLevel},
        {"byte_fallback", !parts.isByteLevel},
        {"ignore_merges", false},
        {"vocab", std::move(vocabulary)},
        {"merges", std::move(merges)}};
}

Json byteLevel(bool splits) {
    return {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", true}, {"use_regex", splits}};
}

Json preTokenizerOf(const GgufTokenizerParts& parts) {
    if (!parts.isByteLevel)
        return {{"type", "Metaspace"}, {"replacement", "\u2581"}, {"prepend_scheme", "first"}, {"split", false}};
    if (parts.split.empty()) return byteLevel(true);
    const Json split {
        {"type", "Split"}, {"pattern", {{"Regex", parts.split}}}, {"behavior", "Isolated"}, {"invert", false}};
    return {{"type", "Sequence"}, {"pretokenizers", Json::array({split, byteLevel(false)})}};
}

Json decoderOf(const GgufTokenizerParts& parts) {
    if (parts.isByteLevel) return byteLevel(true);
    return {{"type", "Sequence"},
            {"decoders",
             Json::array({{{"type", "Replace"}, {"pattern", {{"String", "\u2581"}}}, {"content", " "}},
                          {{"type", "ByteFallback"}},
                          {{"type", "Fuse"}},
                          {{"type", "Strip"}, {"content", " "}, {"start", 1}, {"stop", 0}}})}};
}

Json addedOf(const GgufTokenizerParts& parts) {
    Json added = Json::array();
    for (const auto& [id, token] : parts.added)
        added.push_back({{"id", id},
                         {"content", token.content},
                         {"single_word", token.singleWord},
                         {"lstrip", token.lstrip},
                         {"rstrip", token.rstrip},
                         {"normalized", token.normalized},
                         {"special", token.special}});
    return added;
}

/// One text, or of a pair both, with the special tokens around each.
Json templateOf(const GgufTokenizerParts& parts, bool pair, Json& specials) {
    Json steps = Json::array();
    for (const int text : {0, 1}) {
        if (text == 1 && !pair) continue;
        for (const TemplatePart& part : parts.single) {
            if (part.kind != TemplatePart::Kind::Special) {
                steps.push_back({{"Sequence", {{"id", text ? "B" : "A"}, {"type_id", text}}}});
                continue;
            }
            const std::string content = parts.added.at(part.ids.front()).content;
            steps.push_back({{"SpecialToken", {{"id", content}, {"type_id", text}}}});
            specials[content] = {{"id", content}, {"ids", part.ids}, {"tokens", Json::array({content})}};
        }
    }
    return steps;
}

Json postProcessorOf(const GgufTokenizerParts& parts) {
    Json specials = Json::object();
    Json single = templateOf(parts, false, specials), pair = templateOf(parts, true, specials);
    if (specials.empty()) return nullptr;
    return {{"type", "TemplateProcessing"},
            {"single", std::move(single)},
            {"pair", std::move(pair)},
            {"special_tokens", std::move(specials)}};
}

}

std::map<std::string, std::string> ggufTokenizerFiles(const std::filesystem::path& path) {
    const GgufTokenizerParts parts = ggufTokenizerParts(path);
    const Json tokenizer {{"version", "1.0"},
                          {"truncation", nullptr},
                          {"padding", nullptr},
                          {"added_tokens", addedOf(parts)},
                          {"normalizer", nullptr},
                          {"pre_tokenizer", preTokenizerOf(parts)},
                          {"post_processor", postProcessorOf(parts)},
                          {"decoder", decoderOf(parts)},
                          {"model", modelOf(parts)}};
    Json settings {{"tokenizer_class", "PreTrainedTokenizerFast"}, {"clean_up_tokenization_spaces", false}};
    for (const auto& [name, content] : parts.named)
        settings[name] = content;
    if (const auto chat = GgufFile::open(path).value().text("tokenizer.chat_template"))
        settings["chat_template"] = *chat;
    return {{"tokenizer.json", toText(tokenizer, 1) + "\n"}, {"tokenizer_config.json", toText(settings, 2) + "\n"}};
}

}
