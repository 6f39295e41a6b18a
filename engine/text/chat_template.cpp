// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/chat_template.h"

#include "engine/base/file.h"
#include "engine/checkpoint/gguf.h"
#include "engine/text/template_render.h"

namespace espalier {
namespace {

constexpr std::size_t kLargestTemplate = 1u << 20;

using Tokens = std::map<std::string, std::string>;

/// A token of tokenizer_config.json: a text, or an object with its content.
void addToken(const Json& settings, const std::string& name, Tokens& tokens) {
    const auto found = settings.find(name);
    if (found == settings.end()) return;
    if (found->is_string())
        tokens[name] = found->get<std::string>();
    else if (found->is_object() && found->contains("content") && (*found)["content"].is_string())
        tokens[name] = (*found)["content"].get<std::string>();
}

/// The template in tokenizer_config.json: a text, or of several the one called default.
std::string templateIn(const Json& settings) {
    const auto found = settings.find("chat_template");
    if (found == settings.end()) return {};
    if (found->is_string()) return found->get<std::string>();
    if (found->is_array())
        for (const Json& one : *found)
            if (one.is_object() && one.value("name", Json()) == "default" && one.contains("template")
                && one["template"].is_string())
                return one["template"].get<std::string>();
    return {};
}

[[noreturn]] void failNoTemplate(const std::filesystem::path& model) {
    failBadInput("the model has no chat template to write conversations with", model.string(),
                 "choose a model that was tuned on conversations, or give texts, or prompts with completions");
}

std::shared_ptr<const ChatTemplate> fromGguf(const std::filesystem::path& path) {
    const GgufFile file = GgufFile::open(path).value();
    const auto source = file.text("tokenizer.chat_template");
    if (!source) failNoTemplate(path);
    Tokens tokens;
    const auto texts = file.texts("tokenizer.ggml.tokens");
    for (const auto& [key, name] :
         {std::pair("bos_token_id", "bos_token"), std::pair("eos_token_id", "eos_token"),
          std::pair("unknown_token_id", "unk_token"), std::pair("padding_token_id", "pad_token")})
        if (const auto id = file.integer(std::string("tokenizer.ggml.") + key);
            id && *id >= 0 && *id < std::ssize(texts))
            tokens[name] = texts[static_cast<std::size_t>(*id)];
    return std::make_shared<const ChatTemplate>(*source, std::move(tokens));
}

std::shared_ptr<const ChatTemplate> fromFolder(const std::filesystem::path& folder) {
    Json settings = Json::object();
    const std::filesystem::path file = folder / "tokenizer_config.json", own = folder / "chat_template.jinja";
    if (std::filesystem::exists(file)) settings = readJsonFile(file).value();
    if (!settings.is_object()) failBadInput("the file is not a JSON object", file.string());
    const std::string source = std::filesystem::exists(own) ? readFile(own).value() : templateIn(settings);
    if (source.empty()) {
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.path().extension() == ".gguf") return fromGguf(entry.path());
        failNoTemplate(folder);
    }
    Tokens tokens;
    if (std::filesystem::exists(folder / "special_tokens_map.json")) {
        const Json map = readJsonFile(folder / "special_tokens_map.json").value();
        if (map.is_object())
            for (const auto& [name, ignored] : map.items())
                addToken(map, name, tokens);
    }
    for (const char* name :
         {"bos_token", "eos_token", "unk_token", "pad_token", "sep_token", "cls_token", "mask_token"})
        addToken(settings, name, tokens);
    return std::make_shared<const ChatTemplate>(source, std::move(tokens));
}

}

ChatTemplate::ChatTemplate(std::string_view source, Tokens tokens) : m_tokens(std::move(tokens)) {
    if (source.size() > kLargestTemplate) failBadInput("the chat template is longer than 1 MB", "chat template");
    m_root = std::make_unique<const chat::Node>(chat::parseTemplate(source));
}

ChatTemplate::~ChatTemplate() = default;

std::string ChatTemplate::render(const Json& messages, bool generationPrompt) const {
    chat::Value::Space names;
    for (const auto& [name, text] : m_tokens)
        names[name] = Json(text);
    names["messages"] = messages;
    names["add_generation_prompt"] = Json(generationPrompt);
    names["tools"] = names["documents"] = Json(nullptr);
    return chat::renderTemplate(*m_root, std::move(names));
}

Result<std::shared_ptr<const ChatTemplate>> loadChatTemplate(const std::filesystem::path& model) {
    return capture([&] { return std::filesystem::is_directory(model) ? fromFolder(model) : fromGguf(model); });
}

}
