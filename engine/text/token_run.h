// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/normalizer.h"
#include "engine/text/post_processor.h"
#include "engine/text/tokenizer.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace espalier {

/// White space at the two ends of a token's text, in characters; byte-level BPE's mark of a space counts.
struct TokenSpaces {
    std::int32_t leading = 0, trailing = 0;
};

TokenSpaces spacesOf(std::string_view token);

/// The tokens of one text, before special ones are put around them.
struct TokenRun {
    Encoding encoding; ///< without type ids
    std::vector<TokenSpaces> spaces; ///< of each token, where offsets are to be trimmed

    void add(std::int32_t id, Alignment place, std::int32_t word);
    /// Keeps `length` tokens, from the left unless the beginning is cut.
    void cut(std::size_t length, bool fromLeft);
    /// Takes the white space at the tokens' ends out of their offsets.
    void trim(const OffsetTrim& trim);
};

}
