// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/added_tokens.h"
#include "engine/text/normalizer.h"
#include "engine/text/pattern.h"

#include <functional>
#include <string_view>
#include <vector>

namespace espalier {

/// Normalized text on its way to words: pieces in order, each an added token or text that is still to be split.
struct SplitText {
    AlignedText text;
    std::vector<TextPiece> pieces;

    std::string_view view(const TextPiece& piece) const {
        return std::string_view(text.text).substr(piece.begin, piece.end - piece.begin);
    }
};

/// What becomes of a delimiter between two words.
enum class SplitBehavior { Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous };

/// Finds the parts of a piece: delimiters are those that match.
using FindParts = std::function<void(std::string_view, std::vector<PatternPart>&)>;

/// Splits every piece that is no token; empty pieces vanish.
void splitPieces(SplitText& split, const FindParts& find, SplitBehavior behavior);

/// Splits at each character that `isDelimiter` names.
void splitAtCharacters(SplitText& split, bool (*isDelimiter)(char32_t), SplitBehavior behavior);

/// Calls rewrite(piece's text and alignments) for every piece that is no token, and puts the result in its place.
void rewritePieces(SplitText& split, const std::function<void(AlignedText&)>& rewrite);

}
