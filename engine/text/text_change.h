// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/normalizer.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace espalier {

/// A character of a new text, and what it does to the old one: 0 takes the place of the next old character, 1 is put
/// in and shares the place of what came before it, -N takes the next one's place and drops the N after that.
struct CharacterChange {
    char32_t c;
    std::int32_t change;
};

/// Makes `changes` the new text; what is put in before everything belongs to code point `start` of the original.
void applyChanges(AlignedText& text, const std::vector<CharacterChange>& changes, std::int32_t start);

enum class NormalForm { Nfc, Nfd, Nfkc, Nfkd };

/// The normal form of well-formed text, in the changes that the reference derives it by.
std::vector<CharacterChange> normalForm(std::string_view text, NormalForm form);

}
