// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/json.h"

#include <filesystem>
#include <map>
#include <memory>

namespace espalier {

namespace chat {
struct Node;
}

/// How a model wants conversations written: the Jinja template that comes with it. It is interpreted by a renderer that
/// knows what such templates use and nothing else; no file, clock or program is in its reach, and its work is bounded.
class ChatTemplate {
public:
    /// `tokens`: bos_token, eos_token … by these names. Throws Exception with the line of what is not supported.
    ChatTemplate(std::string_view source, std::map<std::string, std::string> tokens);
    ~ChatTemplate();

    /// As Transformers' apply_chat_template(tokenize=False) writes [{"role":…, "content":…}, …]; with
    /// `generationPrompt` as far as the assistant's next words. Throws Exception, also for what the template itself
    /// refuses.
    std::string render(const Json& messages, bool generationPrompt) const;

private:
    std::unique_ptr<const chat::Node> m_root;
    std::map<std::string, std::string> m_tokens;
};

/// The chat template of a model folder (chat_template.jinja, else tokenizer_config.json) or .gguf file. Error where it
/// has none.
Result<std::shared_ptr<const ChatTemplate>> loadChatTemplate(const std::filesystem::path& model);

}
