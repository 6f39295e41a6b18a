// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/split_text.h"

namespace espalier {

namespace {

/// Joins parts as the behaviour says; afterwards `matched` marks what is to be dropped.
void applyBehavior(std::vector<PatternPart>& parts, SplitBehavior behavior) {
    if (behavior == SplitBehavior::Removed) return;
    const bool backwards = behavior == SplitBehavior::MergedWithNext;
    std::vector<PatternPart> joined;
    bool previous = false;
    for (std::size_t k = 0; k < parts.size(); ++k) {
        const PatternPart& part = parts[backwards ? parts.size() - 1 - k : k];
        const bool joins = behavior == SplitBehavior::Isolated ? false
            : behavior == SplitBehavior::Contiguous            ? part.matched == previous
                                                               : part.matched && !previous;
        previous = part.matched;
        if (!joins || joined.empty())
            joined.push_back({part.begin, part.end, false});
        else if (backwards)
            joined.back().begin = part.begin;
        else
            joined.back().end = part.end;
    }
    if (backwards)
        parts.assign(joined.rbegin(), joined.rend());
    else
        parts = std::move(joined);
}

}

void splitPieces(SplitText& split, const FindParts& find, SplitBehavior behavior) {
    std::vector<TextPiece> pieces;
    pieces.reserve(split.pieces.size());
    std::vector<PatternPart> parts;
    for (const TextPiece& piece : split.pieces) {
        if (piece.id >= 0) {
            pieces.push_back(piece);
            continue;
        }
        parts.clear();
        find(split.view(piece), parts);
        applyBehavior(parts, behavior);
        for (const PatternPart& part : parts)
            if (!part.matched && part.begin < part.end)
                pieces.push_back({piece.begin + part.begin, piece.begin + part.end, -1});
    }
    split.pieces = std::move(pieces);
}

void splitAtCharacters(SplitText& split, bool (*isDelimiter)(char32_t), SplitBehavior behavior) {
    splitPieces(
        split,
        [isDelimiter](std::string_view text, std::vector<PatternPart>& parts) {
            std::size_t done = 0;
            for (std::size_t position = 0; position < text.size();) {
                const std::size_t at = position;
                if (!isDelimiter(unicode::decodeUtf8(text, position))) continue;
                if (done < at) parts.push_back({done, at, false});
                parts.push_back({at, position, true});
                done = position;
            }
            if (done < text.size()) parts.push_back({done, text.size(), false});
        },
        behavior);
}

void rewritePieces(SplitText& split, const std::function<void(AlignedText&)>& rewrite) {
    AlignedText result, part;
    result.text.reserve(split.text.text.size());
    result.alignments.reserve(split.text.text.size());
    const auto& alignments = split.text.alignments;
    for (TextPiece& piece : split.pieces) {
        part.text.assign(split.view(piece));
        part.alignments.assign(alignments.begin() + static_cast<std::ptrdiff_t>(piece.begin),
                               alignments.begin() + static_cast<std::ptrdiff_t>(piece.end));
        if (piece.id < 0) rewrite(part);
        piece.begin = result.text.size();
        result.text += part.text;
        result.alignments.insert(result.alignments.end(), part.alignments.begin(), part.alignments.end());
        piece.end = result.text.size();
    }
    split.text = std::move(result);
}

}
