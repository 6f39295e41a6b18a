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

/// Takes the white space at a token's ends out of its offsets, as byte-level tokenizers do.
struct OffsetTrim {
    bool addPrefixSpace = true; ///< the first token's space may be one that the tokenizer put there
};

/// Where special tokens go around one text, and around a pair.
struct PostProcessor {
    std::vector<TemplatePart> single {{TemplatePart::Kind::First, 0}};
    std::vector<TemplatePart> pair {{TemplatePart::Kind::First, 0}, {TemplatePart::Kind::Second, 1}};
    std::vector<OffsetTrim> trims {};
};

/// Number of special tokens that a template adds.
std::int64_t specialTokenCount(const std::vector<TemplatePart>& parts);

/// Lengths of a text and its pair (none: second is 0) that together are at most `budget` (≥ 0). Throws Exception where
/// the one text that may be cut is too short for that.
std::pair<std::size_t, std::size_t> cutLengths(std::size_t first, std::size_t second, std::int64_t budget,
                                               TruncationStrategy strategy);

/// How many tokens the texts may have under `options`; negative: no limit.
std::int64_t tokenBudget(const std::vector<TemplatePart>& parts, const EncodeOptions& options);

/// Cuts `encoding` to `length` tokens, at its end or (fromLeft) its beginning.
void cutTo(Encoding& encoding, std::size_t length, bool fromLeft);

/// Cuts what `ids` has from `begin` on to `budget` ids (negative: not at all); returns whether some were cut.
bool cutIds(std::vector<std::int32_t>& ids, std::size_t begin, std::int64_t budget, bool fromLeft);

/// Appends a single text's ids with the special ones around them; appendText(budget) appends those of the text alone
/// and returns whether it was cut.
template <typename AppendText>
bool assembleIds(const std::vector<TemplatePart>& parts, std::vector<std::int32_t>& ids, const EncodeOptions& options,
                 AppendText&& appendText) {
    const std::int64_t budget = tokenBudget(parts, options);
    bool cut = false;
    for (const TemplatePart& part : parts) {
        if (part.kind == TemplatePart::Kind::First)
            cut = appendText(budget) || cut;
        else if (options.addSpecialTokens)
            ids.insert(ids.end(), part.ids.begin(), part.ids.end());
    }
    return cut;
}

/// Puts texts (second: null for a single one) and special tokens together.
Encoding assemble(const std::vector<TemplatePart>& parts, const Encoding& first, const Encoding* second,
                  bool addSpecialTokens);

}
