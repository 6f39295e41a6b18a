// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/collate.h"
#include "engine/data/schema.h"
#include "engine/text/tokenizer.h"

namespace espalier {

/// Texts as token ids, and what the limit on their length cost.
struct TokenizedTexts {
    std::vector<TokenizedExample> examples; ///< without targets
    std::vector<bool> truncated;            ///< as examples
    std::int64_t longest = 0, truncatedCount = 0;
};

/// Tokenizes texts, or pairs of texts where `pairs` is not empty, on `threads` threads (0: all cores). With offsets where tasks
/// of tokens need to know which token is which word's.
TokenizedTexts tokenizeTexts(const Tokenizer& tokenizer, const std::vector<std::string>& texts, const std::vector<std::string>& pairs,
                             std::int64_t maxLength, int threads, bool withOffsets = false);
/// As tokenizeTexts, of the examples' texts and, where any has one, pairs.
TokenizedTexts tokenizeExamples(const Tokenizer& tokenizer, const std::vector<Example>& examples, std::int64_t maxLength, int threads,
                                bool withOffsets = false);

}
