// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/schema.h"

#include <functional>
#include <memory>
#include <optional>

namespace espalier {

class ChatTemplate;
/// Loads the model's chat template where a row is a conversation; throws Exception where there is none.
using ChatSource = std::function<std::shared_ptr<const ChatTemplate>()>;

/// A text of which a model is to learn some parts, given by code points [begin, end).
struct MarkedText {
    std::string text;
    std::vector<std::pair<std::int32_t, std::int32_t>> spans {};
    bool isWhole = false; ///< the text has its special tokens in it, the end token included

    /// Whether a token that stands at these code points reaches into a span.
    bool covers(std::pair<std::int32_t, std::int32_t> token) const;
};

/// Prompt and completion, a blank between them unless either has white space there; the completion is what counts.
MarkedText completionText(const std::string& prompt, const std::string& completion);

/// A conversation ([{"role":…,"content":…},…] as the row's text) as the model's template writes it. What the assistant
/// says counts; all of it where nobody is the assistant or the template doesn't write message after message. Nothing
/// where the text is no conversation.
std::optional<MarkedText> conversationText(const Example& example, const ChatSource& chat);

}
