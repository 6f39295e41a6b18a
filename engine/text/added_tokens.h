// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/byte_trie.h"
#include "engine/text/unicode.h"
#include "engine/text/vocabulary.h"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace espalier {

/// A token found in the text before it is split into words.
struct AddedToken {
    std::string content;
    bool singleWord = false; ///< only where no word character touches it
    bool lstrip = false; ///< takes the white space on its left
    bool rstrip = false;
    bool normalized = false; ///< its normal form is looked for in the normalized text
    bool special = false; ///< left out by decode
    bool operator==(const AddedToken&) const = default;
};

/// A piece [begin, end) of a text: an added token, or (id -1) what lies between two. Never empty.
struct TextPiece {
    std::size_t begin, end;
    std::int32_t id;
};

/// The added tokens of a tokenizer, with the ids and the matching rules of the reference.
class AddedTokens {
public:
    /// Adds tokens in this order; a known content is replaced. A token that the vocabulary lacks gets the next free id.
    void add(const std::vector<AddedToken>& tokens, const VocabularyView& vocabulary);
    /// Builds the matchers; to be called once, after the last add. `normalForm` is what the tokenizer's normalizer
    /// makes of a text.
    void build(const std::function<std::string(std::string_view)>& normalForm);

    /// Pieces of the raw text, found by the tokens that are not normalized; likewise in a normalized text.
    std::vector<TextPiece> splitRaw(std::string_view text) const { return split(text, m_raw); }
    std::vector<TextPiece> splitNormalized(std::string_view text) const { return split(text, m_normalized); }
    bool hasNormalized() const { return !m_normalized.empty; }
    /// True where the raw text may hold an added token: one of its bytes starts one.
    bool mayHoldRaw(std::string_view text) const;

    std::optional<std::int32_t> id(std::string_view content) const;
    /// The text that decode gives an id: the normal form of normalized tokens. Null where the id is not an added token.
    const std::string* decodedText(std::int32_t id) const;
    bool isSpecial(const std::string& text) const { return m_specials.contains(text); }
    const std::map<std::int32_t, AddedToken>& all() const { return m_tokens; }

private:
    struct Matcher {
        ByteTrie trie;
        std::array<bool, 256> starts {}; ///< bytes that a token begins with
        bool empty = true;
    };
    static void addTo(Matcher& matcher, const std::string& pattern, std::int32_t id);
    std::vector<TextPiece> split(std::string_view text, const Matcher& matcher) const;

    std::map<std::int32_t, AddedToken> m_tokens;
    std::map<std::string, std::int32_t, std::less<>> m_ids;
    std::map<std::int32_t, std::string> m_normalForms;
    std::unordered_set<std::string> m_specials;
    Matcher m_raw, m_normalized;
};

}
