// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/collate.h"
#include "engine/text/tokenizer.h"

namespace espalier {

/// A question and part of its context, as one input of the model.
struct QuestionWindow {
    TokenizedExample input;
    std::vector<std::pair<std::int32_t, std::int32_t>> offsets; ///< code points of question or context; as input.ids
    std::vector<std::int32_t> words; ///< of context tokens, the number of their word; -1: not of the context
    std::vector<char> allowed; ///< may begin or end an answer: tokens of the context, and the classification token
};

/// Cuts a context that is too long into windows of `maxLength` tokens with the question, each overlapping the one
/// before by 128 tokens, or half of a shorter window. Throws Exception where the question leaves too little room.
std::vector<QuestionWindow> questionWindows(const Tokenizer& tokenizer, const std::string& question,
                                            const std::string& context, std::int64_t maxLength);

}
