// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/entity_answer.h"
#include "engine/text/tokenizer.h"

#include <vector>

namespace espalier {

/// The tokens of one text, as its tokenizer made them, with what the model said of each.
struct TokenScores {
    const std::string& text;
    const std::vector<std::int32_t>& ids;
    const std::vector<std::pair<std::int32_t, std::int32_t>>& offsets; ///< -1 for special tokens
    const float* scores; ///< (tokens, labels)
};

/// The entities in a text as Transformers' TokenClassificationPipeline finds them, those named "O" left out: which
/// tokens make a word, which tokens are grouped, what the score and the word of a group are.
std::vector<Entity> groupEntities(const TokenScores& tokens, const Tokenizer& tokenizer,
                                  const std::vector<std::string>& labels, Aggregation aggregation);

}
