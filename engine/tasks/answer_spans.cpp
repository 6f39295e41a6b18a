// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/answer_spans.h"

#include "engine/base/json.h"
#include "engine/text/chat_template.h"
#include "engine/text/unicode.h"

#include <algorithm>
#include <limits>

namespace espalier {
namespace {

std::int32_t codePoints(std::string_view text) {
    return static_cast<std::int32_t>(unicode::countCodePoints(text));
}

bool isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool isMessage(const Json& message) {
    return message.is_object() && message.contains("role") && message["role"].is_string() && message.contains("content");
}

/// Where the assistant's messages stand in the whole; nothing where the template doesn't write one after the other.
std::optional<std::vector<std::pair<std::int32_t, std::int32_t>>> assistantSpans(const ChatTemplate& chat, const Json& messages,
                                                                                 const std::string& whole) {
    std::vector<std::pair<std::int32_t, std::int32_t>> spans;
    Json before = Json::array();
    for (const Json& message : messages) {
        const bool counts = message["role"] == "assistant";
        const std::string head = counts ? chat.render(before, true) : std::string();
        before.push_back(message);
        if (!counts) continue;
        const std::string until = chat.render(before, false);
        if (!whole.starts_with(until) || !until.starts_with(head)) return std::nullopt;
        spans.emplace_back(codePoints(head), codePoints(until));
    }
    return spans;
}

}

bool MarkedText::covers(std::pair<std::int32_t, std::int32_t> token) const {
    return std::any_of(spans.begin(), spans.end(), [&](const auto& span) { return token.second > span.first && token.first < span.second; });
}

MarkedText completionText(const std::string& prompt, const std::string& completion) {
    const bool apart = prompt.empty() || completion.empty() || isSpace(prompt.back()) || isSpace(completion.front());
    return {.text = prompt + (apart ? "" : " ") + completion, .spans = {{codePoints(prompt), std::numeric_limits<std::int32_t>::max()}}};
}

std::optional<MarkedText> conversationText(const Example& example, const ChatSource& chat) {
    if (!example.text.starts_with("[")) return std::nullopt;
    const auto messages = parseJson(example.text, {});
    if (!messages || !messages->is_array() || messages->empty() || !std::all_of(messages->begin(), messages->end(), isMessage))
        return std::nullopt;
    const std::string line = "line " + std::to_string(example.line);
    if (!chat) failBadInput("a conversation needs a model with a chat template", line, "choose a model that was tuned on conversations");
    const auto form = chat();
    try {
        MarkedText marked {.text = form->render(*messages, false), .isWhole = true};
        const auto spans = assistantSpans(*form, *messages, marked.text);
        const std::pair<std::int32_t, std::int32_t> all {0, std::numeric_limits<std::int32_t>::max()};
        marked.spans = spans && !spans->empty() ? *spans : std::vector {all};
        return marked;
    } catch (const Exception& exception) {
        failBadInput(exception.error().message, line, exception.error().hint);
    }
}

}
