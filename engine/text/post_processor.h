// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/tokenizer.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace espalier {

/// One part of a template: the first text, its pair, or special tokens.
struct TemplatePart {
    enum class Kind { First, Second, Special };
    Kind kind = Kind::Special;
    std::int32_t typeId = 0;
    std::vector<std::int32_t> ids {}; ///< of Special
};

/// Where special tokens go around one text, and around a pair.
struct PostProcessor {
    std::vector<TemplatePart> single {{TemplatePart::Kind::First, 0}};
    std::vector<TemplatePart> pair {{TemplatePart::Kind::First, 0}, {TemplatePart::Kind::Second, 1}};
};

/// Number of special tokens that a template adds.
std::int64_t specialTokenCount(const std::vector<TemplatePart>& parts);

/// Lengths of a text and its pair that together are at most `budget` (≥ 0): the longer one is cut first.
std::pair<std::size_t, std::size_t> longestFirst(std::size_t first, std::size_t second, std::int64_t budget);

/// How many tokens the texts may have under `options`; negative: no limit.
std::int64_t tokenBudget(const std::vector<TemplatePart>& parts, const EncodeOptions& options);

/// Cuts `encoding` to `length` tokens, at its end or (fromLeft) its beginning.
void cutTo(Encoding& encoding, std::size_t length, bool fromLeft);

/// Puts texts (second: null for a single one) and special tokens together.
Encoding assemble(const std::vector<TemplatePart>& parts, const Encoding& first, const Encoding* second,
                  bool addSpecialTokens);

}
