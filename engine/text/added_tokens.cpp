// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/added_tokens.h"

#include <algorithm>

namespace espalier {

namespace {

using unicode::CharInfo;

bool startsWith(std::string_view text, CharInfo::Flag flag) {
    std::size_t position = 0;
    return !text.empty() && unicode::charInfo(unicode::decodeUtf8(text, position)).has(flag);
}

/// Where the last character of a non-empty text begins.
std::size_t lastCharacter(std::string_view text) {
    std::size_t at = text.size() - 1;
    while (at > 0 && (text[at] & 0xC0) == 0x80)
        --at;
    return at;
}

bool endsWith(std::string_view text, CharInfo::Flag flag) {
    return !text.empty() && startsWith(text.substr(lastCharacter(text)), flag);
}

/// Grows matches over the white space beside them. Each stretch of space is walked once, however many matches touch it.
class SpaceTaker {
public:
    explicit SpaceTaker(std::string_view text) : m_text(text) { }

    std::size_t left(std::size_t begin, std::size_t lowest) const {
        while (begin > lowest && endsWith(m_text.substr(lowest, begin - lowest), CharInfo::Space))
            begin = lowest + lastCharacter(m_text.substr(lowest, begin - lowest));
        return begin;
    }
    std::size_t right(std::size_t end) {
        if (end >= m_walkedFrom && end <= m_walkedTo) return m_walkedTo;
        m_walkedFrom = m_walkedTo = end;
        while (startsWith(m_text.substr(m_walkedTo), CharInfo::Space))
            unicode::decodeUtf8(m_text, m_walkedTo);
        return m_walkedTo;
    }

private:
    std::string_view m_text;
    std::size_t m_walkedFrom = 1, m_walkedTo = 0;
};

}

void AddedTokens::add(const std::vector<AddedToken>& tokens, const VocabularyView& vocabulary) {
    auto next = static_cast<std::int32_t>(vocabulary.size);
    if (!m_tokens.empty()) next = std::max(next, m_tokens.rbegin()->first + 1);
    for (const AddedToken& token : tokens) {
        if (token.content.empty()) continue;
        auto known = id(token.content);
        if (!known) known = vocabulary.id(token.content);
        const std::int32_t newId = known ? *known : next++;
        m_ids[token.content] = newId;
        m_tokens[newId] = token;
        if (token.special) m_specials.insert(token.content);
    }
}

void AddedTokens::build(const std::function<std::string(std::string_view)>& normalForm) {
    for (const auto& [id, token] : m_tokens) {
        if (!token.normalized) {
            addTo(m_raw, token.content, id);
            continue;
        }
        const std::string normal = normalForm(token.content);
        addTo(m_normalized, normal, id);
        if (normal != token.content) m_normalForms[id] = normal;
    }
}

void AddedTokens::addTo(Matcher& matcher, const std::string& pattern, std::int32_t id) {
    const std::uint32_t node = matcher.trie.walk(ByteTrie::kRoot, pattern);
    // Of tokens with one normal form the first is found.
    if (pattern.empty() || (node != ByteTrie::kNone && matcher.trie.value(node) >= 0)) return;
    matcher.trie.insert(pattern, id);
    matcher.starts[static_cast<std::uint8_t>(pattern[0])] = true;
    matcher.empty = false;
}

bool AddedTokens::mayHoldRaw(std::string_view text) const {
    return !m_raw.empty && std::any_of(text.begin(), text.end(), [this](char byte) {
        return m_raw.starts[static_cast<std::uint8_t>(byte)];
    });
}

std::optional<std::int32_t> AddedTokens::id(std::string_view content) const {
    const auto found = m_ids.find(content);
    return found == m_ids.end() ? std::nullopt : std::optional(found->second);
}

const std::string* AddedTokens::decodedText(std::int32_t id) const {
    const auto normal = m_normalForms.find(id);
    if (normal != m_normalForms.end()) return &normal->second;
    const auto token = m_tokens.find(id);
    return token == m_tokens.end() ? nullptr : &token->second.content;
}

std::vector<TextPiece> AddedTokens::split(std::string_view text, const Matcher& matcher) const {
    std::vector<TextPiece> pieces;
    SpaceTaker spaces(text);
    std::size_t done = 0;
    for (std::size_t at = 0; !matcher.empty && at < text.size();) {
        TextPiece match {at, at, -1};
        if (matcher.starts[static_cast<std::uint8_t>(text[at])]) {
            std::uint32_t node = ByteTrie::kRoot;
            for (std::size_t i = at; i < text.size(); ++i) {
                node = matcher.trie.step(node, static_cast<std::uint8_t>(text[i]));
                if (node == ByteTrie::kNone) break;
                if (matcher.trie.value(node) >= 0) match = {at, i + 1, matcher.trie.value(node)};
            }
        }
        at = match.id < 0 ? at + 1 : match.end;
        if (match.id < 0) continue;
        const AddedToken& token = m_tokens.at(match.id);
        if (token.singleWord
            && (endsWith(text.substr(0, match.begin), CharInfo::Word)
                || startsWith(text.substr(match.end), CharInfo::Word)))
            continue;
        if (token.lstrip) match.begin = std::max(spaces.left(match.begin, std::min(done, match.begin)), done);
        if (token.rstrip) match.end = spaces.right(match.end);
        if (match.begin >= match.end) continue;
        if (done < match.begin) pieces.push_back({done, match.begin, -1});
        pieces.push_back(match);
        done = match.end;
    }
    if (done != text.size()) pieces.push_back({done, text.size(), -1});
    return pieces;
}

}
