// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/describe.h"

#include <algorithm>

namespace espalier {

namespace {

/// In the order of ids. Not by operator[], which looks through all keys that are there.
Json describeVocabulary(const Vocabulary& vocabulary) {
    std::vector<std::pair<std::int32_t, const std::string*>> entries;
    vocabulary.forEach([&](const std::string& token, std::int32_t id) { entries.emplace_back(id, &token); });
    std::sort(entries.begin(), entries.end());
    Json object = Json::object();
    auto& pairs = static_cast<Json::object_t::Container&>(object.get_ref<Json::object_t&>());
    pairs.reserve(entries.size());
    for (const auto& [id, token] : entries)
        pairs.emplace_back(*token, id);
    return object;
}

Json orNull(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json describeAdded(const AddedTokens& added) {
    Json list = Json::array();
    for (const auto& [id, token] : added.all())
        list.push_back({{"id", id},
                        {"content", token.content},
                        {"single_word", token.singleWord},
                        {"lstrip", token.lstrip},
                        {"rstrip", token.rstrip},
                        {"normalized", token.normalized},
                        {"special", token.special}});
    return list;
}

class TemplateDescriber {
public:
    explicit TemplateDescriber(const std::function<std::string(std::int32_t)>& text) : m_text(text) { }

    Json describe(const PostProcessor& processor) {
        Json json {{"type", "TemplateProcessing"}, {"single", list(processor.single)}, {"pair", list(processor.pair)}};
        json["special_tokens"] = std::move(m_specials);
        return json;
    }

private:
    Json list(const std::vector<TemplatePart>& parts) {
        Json pieces = Json::array();
        for (const TemplatePart& part : parts) {
            if (part.kind != TemplatePart::Kind::Special) {
                const char* name = part.kind == TemplatePart::Kind::First ? "A" : "B";
                pieces.push_back({{"Sequence", {{"id", name}, {"type_id", part.typeId}}}});
                continue;
            }
            for (const std::int32_t id : part.ids) {
                const std::string text = m_text(id);
                m_specials[text] = {{"id", text}, {"ids", {id}}, {"tokens", {text}}};
                pieces.push_back({{"SpecialToken", {{"id", text}, {"type_id", part.typeId}}}});
            }
        }
        return pieces;
    }

    const std::function<std::string(std::int32_t)>& m_text;
    Json m_specials = Json::object();
};

bool isPlain(const std::vector<TemplatePart>& parts) {
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts[i].kind == TemplatePart::Kind::Special || parts[i].typeId != static_cast<std::int32_t>(i))
            return false;
    return true;
}

Json describePostProcessor(const PostProcessor& processor, const std::function<std::string(std::int32_t)>& text) {
    Json steps = Json::array();
    for (const OffsetTrim& trim : processor.trims)
        steps.push_back({{"type", "ByteLevel"},
                         {"add_prefix_space", trim.addPrefixSpace},
                         {"trim_offsets", true},
                         {"use_regex", true}});
    if (!isPlain(processor.single) || !isPlain(processor.pair))
        steps.push_back(TemplateDescriber(text).describe(processor));
    if (steps.empty()) return nullptr;
    if (steps.size() == 1) return steps.front();
    return {{"type", "Sequence"}, {"processors", std::move(steps)}};
}

}

Json describeBpe(const Vocabulary& vocabulary, const BpeMerges& merges, const BpeOptions& options) {
    Json pairs = Json::array();
    for (const auto& [left, right] : merges)
        pairs.push_back(Json::array({left, right}));
    return {{"type", "BPE"},
            {"dropout", nullptr},
            {"unk_token", options.unknownToken ? Json(*options.unknownToken) : Json(nullptr)},
            {"continuing_subword_prefix", orNull(options.continuingPrefix)},
            {"end_of_word_suffix", orNull(options.endOfWordSuffix)},
            {"fuse_unk", options.fuseUnknown},
            {"byte_fallback", options.byteFallback},
            {"ignore_merges", options.ignoreMerges},
            {"vocab", describeVocabulary(vocabulary)},
            {"merges", std::move(pairs)}};
}

Json describeUnigram(const std::vector<UnigramPiece>& pieces, const UnigramOptions& options) {
    Json list = Json::array();
    for (const UnigramPiece& piece : pieces)
        list.push_back(Json::array({piece.text, piece.score}));
    return {{"type", "Unigram"},
            {"unk_id", options.unknownId ? Json(*options.unknownId) : Json(nullptr)},
            {"vocab", std::move(list)},
            {"byte_fallback", options.byteFallback}};
}

Json describeWordPiece(const WordPieceSpec& spec) {
    const NormalizerOptions& normalizer = spec.normalizer;
    return {{"normalizer",
             {{"type", "BertNormalizer"},
              {"clean_text", normalizer.cleanText},
              {"handle_chinese_chars", normalizer.spaceChinese},
              {"strip_accents", normalizer.stripAccents},
              {"lowercase", normalizer.lowerCase}}},
            {"pre_tokenizer", {{"type", "BertPreTokenizer"}}},
            {"decoder", {{"type", "WordPiece"}, {"prefix", spec.decoder.prefix}, {"cleanup", spec.decoder.cleanup}}},
            {"model",
             {{"type", "WordPiece"},
              {"unk_token", spec.model.unknownToken},
              {"continuing_subword_prefix", spec.model.continuingPrefix},
              {"max_input_chars_per_word", spec.model.maxWordCharacters},
              {"vocab", describeVocabulary(spec.vocabulary)}}}};
}

Json describeTokenizer(Json sections, const TokenizerSpec& spec,
                       const std::function<std::string(std::int32_t)>& token) {
    const auto text = [&](std::int32_t id) {
        const auto found = spec.added.all().find(id);
        return found == spec.added.all().end() ? token(id) : found->second.content;
    };
    Json json {
        {"version", "1.0"}, {"truncation", nullptr}, {"padding", nullptr}, {"added_tokens", describeAdded(spec.added)}};
    for (const char* part : {"normalizer", "pre_tokenizer"})
        json[part] = sections.contains(part) ? std::move(sections[part]) : Json(nullptr);
    json["post_processor"] = describePostProcessor(spec.postProcessor, text);
    for (const char* part : {"decoder", "model"})
        json[part] = sections.contains(part) ? std::move(sections[part]) : Json(nullptr);
    return json;
}

Json metaspaceStep(const char* prependScheme, bool split) {
    return {{"type", "Metaspace"}, {"replacement", "\u2581"}, {"prepend_scheme", prependScheme}, {"split", split}};
}

Json byteLevelStep(bool addPrefixSpace, bool useRegex) {
    return {
        {"type", "ByteLevel"}, {"add_prefix_space", addPrefixSpace}, {"trim_offsets", true}, {"use_regex", useRegex}};
}

Json sentencePieceDecoder(bool stripsSpace) {
    Json steps = Json::array({{{"type", "Replace"}, {"pattern", {{"String", "\u2581"}}}, {"content", " "}},
                              {{"type", "ByteFallback"}},
                              {{"type", "Fuse"}}});
    if (stripsSpace) steps.push_back({{"type", "Strip"}, {"content", " "}, {"start", 1u}, {"stop", 0u}});
    return {{"type", "Sequence"}, {"decoders", std::move(steps)}};
}

std::string toBase64(std::string_view bytes) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t group = 0;
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
        for (std::size_t i = 0; i < 3; ++i)
            group = group << 8 | (i < count ? static_cast<std::uint8_t>(bytes[at + i]) : 0u);
        for (std::size_t i = 0; i < 4; ++i)
            text += i <= count ? kDigits[group >> (18 - 6 * i) & 63] : '=';
    }
    return text;
}

}
