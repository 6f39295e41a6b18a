// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/normalizer.h"
#include "engine/text/word_cache.h"
#include "engine/text/wordpiece.h"

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// What the normalizer and pre-tokenizer make of each ASCII byte, so that plain English needs one look-up a byte.
struct AsciiTable {
    enum Kind : std::uint8_t { Letter, Space, Punctuation, Removed, Other };
    std::array<Kind, 256> kind; ///< Other: not ASCII
    std::array<char, 128> letter; ///< after lower-casing

    explicit AsciiTable(const NormalizerOptions& options);
};

/// Text → ids in one pass over the bytes, without offsets: gathers a word, looks it up, goes on. It is the sink of a
/// NormalizerStream for what isn't ASCII.
class IdStream {
public:
    /// Appends to `ids`; stops soon after more than `limit` ids.
    IdStream(const WordPiece& model, const NormalizerOptions& options, const AsciiTable& ascii, WordCache& cache,
             std::vector<std::int32_t>& ids, std::size_t limit)
        : m_model(model), m_options(options), m_ascii(ascii), m_cache(cache), m_ids(ids),
          m_end(limit > std::numeric_limits<std::size_t>::max() - ids.size() ? limit : ids.size() + limit) { }

    /// Tokenizes one piece of well-formed text.
    void run(std::string_view text);
    void put(char32_t c, Alignment alignment);
    bool full() const { return m_ids.size() > m_end; }

private:
    std::size_t runAscii(std::string_view text, std::size_t position);
    std::size_t takeLetters(std::string_view text, std::size_t position);
    void endWord();
    void emit(std::string_view word);
    void tokenize(std::string_view word);

    const WordPiece& m_model;
    const NormalizerOptions& m_options;
    const AsciiTable& m_ascii;
    WordCache& m_cache;
    std::vector<std::int32_t>& m_ids;
    std::size_t m_end;
    std::string m_word;
    std::vector<WordPieceToken> m_tokens;
};

}
