// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/byte_trie.h"
#include "engine/text/vocabulary.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier {

struct WordPieceOptions {
    std::string unknownToken = "[UNK]";
    std::string continuingPrefix = "##";
    std::int64_t maxWordCharacters = 100;
};

/// A token of a word: its id and the word's bytes [begin, end).
struct WordPieceToken {
    std::int32_t id;
    std::size_t begin, end;
};

/// Greedy longest-match WordPiece. A word takes at most (its bytes × the longest token's bytes) steps.
class WordPiece {
public:
    WordPiece(const Vocabulary& vocabulary, const WordPieceOptions& options);

    /// Appends the tokens of one word: the whole word as the unknown token where it is too long or can't be split.
    void tokenize(std::string_view word, std::vector<WordPieceToken>& tokens) const;
    std::optional<std::int32_t> unknownId() const { return m_unknownId; }

private:
    bool split(std::string_view word, std::vector<WordPieceToken>& tokens) const;

    ByteTrie m_trie;
    std::uint32_t m_continuing; ///< where pieces after the first start; kNone where no token has the prefix
    std::optional<std::int32_t> m_unknownId;
    WordPieceOptions m_options;
};

}
