// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace espalier::unicode {

/// Classes that the tokenizers of byte pairs and sentence pieces ask for; from the reference's own tables.
enum CharClass : std::uint8_t {
    Letter = 1, ///< \p{L}
    Number = 2, ///< \p{N}
    WhiteSpace = 4, ///< \s
    Numeric = 8, ///< what Digits splits off
    Mark = 16 ///< what StripAccents drops
};

/// The classes of any value up to U+10FFFF, or'ed.
std::uint8_t charClasses(char32_t c);

/// Appends the whole decomposition of a code point, canonical (NFD) or compatible (NFKD).
void decompose(char32_t c, bool compatible, std::vector<char32_t>& out);

/// The character that two compose to; none where they don't.
std::optional<char32_t> compose(char32_t first, char32_t second);

}
