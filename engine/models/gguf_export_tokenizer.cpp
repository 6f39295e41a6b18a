// SPDX-License-Identifier: GPL-3.0-or-later
// Token types and names of pre-tokenizers: llama.cpp, gguf-py/gguf/constants.py and src/llama-vocab.cpp.
#include "engine/models/gguf_export.h"

namespace espalier {

namespace {

enum TokenType : std::int32_t { Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Unused = 5, Byte = 6 };
constexpr const char* kHint = "export as a Hugging Face folder instead";

/// A member that must be there and of the kind that `is` tells.
const Json& member(const Json& json, const char* name, bool (Json::*is)() const, const std::string& file) {
    const auto found = json.is_object() ? json.find(name) : json.end();
    if (found == json.end() || !((*found).*is)())
        failBadInput(std::string("the tokenizer lacks its ") + name, file,
                     "use the tokenizer.json that came with the model");
    return *found;
}

std::string typeOf(const Json& part) {
    const auto found = part.is_object() ? part.find("type") : part.end();
    return found != part.end() && found->is_string() ? found->get<std::string>() : "";
}

/// The steps of a part that may be a sequence of them under `field`.
Json stepsOf(const Json& part, const char* field) {
    return typeOf(part) == "Sequence" ? part.value(field, Json::array()) : Json::array({part});
}

/// llama.cpp has the ways to cut a text built in, under names.
std::string preTokenizerName(const Json& tokenizer, const std::string& file) {
    const Json parts = stepsOf(tokenizer.value("pre_tokenizer", Json()), "pretokenizers");
    const bool endsInBytes
        = !parts.empty() && typeOf(parts.back()) == "ByteLevel" && !parts.back().value("add_prefix_space", false);
    if (endsInBytes && parts.size() == 1) return "gpt-2";
    if (endsInBytes && parts.size() == 2) {
        const Json& first = parts.front();
        if (typeOf(first) == "Digits" && first.value("individual_digits", false)) return "smollm";
        const std::string pattern
            = typeOf(first) == "Split" ? first.value("pattern", Json::object()).value("Regex", "") : "";
        if (pattern.find("\\p{N}{1,3}") != std::string::npos
            && pattern.find("(?i:'s|'t|'re|'ve|'m|'ll|'d)") != std::string::npos)
            return "llama-bpe";
        if (pattern.find("\\p{N}|") != std::string::npos
            && pattern.find("(?i:'s|'t|'re|'ve|'m|'ll|'d)") != std::string::npos)
            return "qwen2";
    }
    failBadInput("llama.cpp does not cut texts as this tokenizer does", file + ", field pre_tokenizer", kHint);
}

struct Tokens {
    std::vector<std::string> texts;
    std::vector<std::int32_t> types;
};

void place(Tokens& tokens, const std::string& text, const Json& id, std::int32_t type, const std::string& file) {
    if (!id.is_number_unsigned() || id.get<std::uint64_t>() >= tokens.texts.size())
        failBadInput("token \"" + printable(text) + "\" has an id beyond the model's vocabulary", file,
                     "use the tokenizer.json that came with the model");
    tokens.texts[id.get<std::size_t>()] = text;
    tokens.types[id.get<std::size_t>()] = type;
}

bool isByte(const std::string& text) {
    return text.size() == 6 && text.starts_with("<0x") && text.back() == '>';
}

Tokens readTokens(const Json& tokenizer, bool byteFallback, std::int64_t vocabularySize, const std::string& file) {
    Tokens tokens;
    for (std::int64_t id = 0; id < vocabularySize; ++id)
        tokens.texts.push_back("[PAD" + std::to_string(id) + "]");
    tokens.types.assign(tokens.texts.size(), Unused);
    const Json& model = tokenizer.at("model");
    const std::string unknown = model.contains("unk_token") && model.at("unk_token").is_string()
        ? model.at("unk_token").get<std::string>()
        : "";
    for (const auto& [text, id] : member(model, "vocab", &Json::is_object, file).items())
        place(tokens, text, id, byteFallback && isByte(text) ? Byte : Normal, file);
    for (const Json& added : tokenizer.value("added_tokens", Json::array()))
        if (added.is_object() && added.contains("id") && added.contains("content") && added.at("content").is_string()) {
            const auto text = added.at("content").get<std::string>();
            const bool isSpecial = added.value("special", false);
            place(tokens, text, added.at("id"),
                  byteFallback && text == unknown ? Unknown
                      : isSpecial                 ? Control
                                                  : UserDefined,
                  file);
        }
    return tokens;
}

/// "a b", whether the file has that or ["a", "b"].
std::vector<std::string> readMerges(const Json& model, const std::string& file) {
    std::vector<std::string> merges;
    for (const Json& merge : member(model, "merges", &Json::is_array, file)) {
        const bool isPair = merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string();
        if (!isPair && !merge.is_string()) failBadInput("a merge is neither a text nor a pair of them", file, kHint);
        merges.push_back(isPair ? merge[0].get<std::string>() + " " + merge[1].get<std::string>()
                                : merge.get<std::string>());
    }
    return merges;
}

/// Whether a text gets a space in front before it is cut, as Llama's do.
bool addsSpace(const Json& tokenizer) {
    for (const Json& step : stepsOf(tokenizer.value("normalizer", Json()), "normalizers"))
        if (typeOf(step) == "Prepend") return true;
    for (const Json& step : stepsOf(tokenizer.value("pre_tokenizer", Json()), "pretokenizers"))
        if (typeOf(step) == "Metaspace") return step.value("prepend_scheme", "always") != "never";
    return false;
}

/// An id of config.json; the first where there are several.
void addId(GgufMetadata& metadata, const Json& config, const char* field, const char* key) {
    auto found = config.find(field);
    const Json value = found == config.end() ? Json() : found->is_array() && !found->empty() ? found->front() : *found;
    if (value.is_number_unsigned()) metadata.u32(std::string("tokenizer.ggml.") + key, value.get<std::uint32_t>());
}

/// Whether a text begins with the token for that: as the template of the post-processor says.
bool addsBeginning(const Json& tokenizer, const Json& settings) {
    if (settings.contains("add_bos_token") && settings.at("add_bos_token").is_boolean())
        return settings.at("add_bos_token").get<bool>();
    Json post = tokenizer.value("post_processor", Json());
    if (typeOf(post) == "Sequence")
        for (const Json& part : post.value("processors", Json::array()))
            if (typeOf(part) == "TemplateProcessing") return addsBeginning({{"post_processor", part}}, Json::object());
    const Json single = typeOf(post) == "TemplateProcessing" ? post.value("single", Json::array()) : Json::array();
    return !single.empty() && single.front().is_object() && single.front().contains("SpecialToken");
}

}

void addGgufTokenizer(GgufMetadata& metadata, const std::filesystem::path& folder, const Json& config,
                      std::int64_t vocabularySize) {
    const std::string file = (folder / "tokenizer.json").string();
    const Json tokenizer = readJsonFile(file).value();
    const Json& model = member(tokenizer, "model", &Json::is_object, file);
    if (model.contains("type") && typeOf(model) != "BPE")
        failBadInput("a " + typeOf(model) + " tokenizer can't be written into a GGUF", file, kHint);
    if (vocabularySize < 1 || vocabularySize > 16'000'000) failBadInput("the vocabulary's size can't be", file);
    const bool byteFallback = model.value("byte_fallback", false);
    const Tokens tokens = readTokens(tokenizer, byteFallback, vocabularySize, file);
    metadata.text("tokenizer.ggml.model", byteFallback ? "llama" : "gpt2");
    metadata.text("tokenizer.ggml.pre", byteFallback ? "default" : preTokenizerName(tokenizer, file));
    metadata.texts("tokenizer.ggml.tokens", tokens.texts);
    metadata.i32s("tokenizer.ggml.token_type", tokens.types);
    if (byteFallback) { // merged by score instead of by rank; ids follow the merges
        std::vector<float> scores;
        for (std::size_t id = 0; id < tokens.texts.size(); ++id)
            scores.push_back(-static_cast<float>(id));
        metadata.f32s("tokenizer.ggml.scores", scores);
        metadata.boolean("tokenizer.ggml.add_space_prefix", addsSpace(tokenizer));
    } else {
        metadata.texts("tokenizer.ggml.merges", readMerges(model, file));
    }
    const auto settingsFile = folder / "tokenizer_config.json";
    const Json settings = std::filesystem::exists(settingsFile) ? readJsonFile(settingsFile).value() : Json::object();
    addId(metadata, config, "bos_token_id", "bos_token_id");
    addId(metadata, config, "eos_token_id", "eos_token_id");
    addId(metadata, config, "pad_token_id", "padding_token_id");
    metadata.boolean("tokenizer.ggml.add_bos_token", addsBeginning(tokenizer, settings));
    if (settings.is_object() && settings.contains("chat_template") && settings.at("chat_template").is_string())
        metadata.text("tokenizer.chat_template", settings.at("chat_template").get<std::string>());
}

}
