// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/wordpiece.h"

#include "engine/base/error.h"
#include "engine/text/unicode.h"

namespace espalier {

WordPiece::WordPiece(const Vocabulary& vocabulary, const WordPieceOptions& options)
    : m_unknownId(vocabulary.id(options.unknownToken)), m_options(options) {
    vocabulary.forEach([this](const std::string& token, std::int32_t id) { m_trie.insert(token, id); });
    m_continuing = m_trie.walk(ByteTrie::kRoot, options.continuingPrefix);
}

void WordPiece::tokenize(std::string_view word, std::vector<WordPieceToken>& tokens) const {
    const auto limit = m_options.maxWordCharacters;
    const bool mayBeLong = static_cast<std::int64_t>(word.size()) > limit;
    const std::size_t before = tokens.size();
    if ((!mayBeLong || unicode::countCodePoints(word) <= limit) && split(word, tokens)) return;
    tokens.resize(before);
    if (!m_unknownId)
        failBadInput("a word is not in the vocabulary, which has no unknown token",
                     "vocabulary: " + m_options.unknownToken, "add the unknown token to the vocabulary");
    tokens.push_back({*m_unknownId, 0, word.size()});
}

bool WordPiece::split(std::string_view word, std::vector<WordPieceToken>& tokens) const {
    std::uint32_t node = ByteTrie::kRoot;
    for (std::size_t begin = 0; begin < word.size();) {
        WordPieceToken longest {-1, begin, begin};
        for (std::size_t at = begin; at < word.size() && node != ByteTrie::kNone;) {
            node = m_trie.step(node, static_cast<std::uint8_t>(word[at++]));
            if (node != ByteTrie::kNone && m_trie.value(node) >= 0) longest = {m_trie.value(node), begin, at};
        }
        if (longest.id < 0) return false;
        tokens.push_back(longest);
        begin = longest.end;
        node = m_continuing;
    }
    return true;
}

}
