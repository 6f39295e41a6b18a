// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/tag_scheme.h"

namespace espalier {
namespace {

constexpr std::string_view kPrefixes = "BIESLUMW";
constexpr const char* kOnlyType = "entity"; ///< of tags that are a letter alone

/// A tag as seqeval reads it: its first character, and what follows the first hyphen after that.
struct Piece {
    std::string_view letter;
    std::string type;
};

Piece pieceOf(std::string_view tag) {
    std::size_t length = tag.empty() ? 0 : 1;
    while (length < tag.size() && (static_cast<unsigned char>(tag[length]) & 0xC0) == 0x80)
        ++length;
    Piece piece {tag.substr(0, length), {}};
    const std::string_view rest = tag.substr(length);
    const auto hyphen = rest.find('-');
    piece.type = rest.substr(hyphen == std::string_view::npos ? 0 : hyphen + 1);
    if (piece.type.empty()) piece.type = "_";
    return piece;
}

bool isOneOf(std::string_view letter, std::string_view letters) {
    return letter.size() == 1 && letters.find(letter[0]) != std::string_view::npos;
}

bool counts(std::string_view letter) {
    return letter != "O" && letter != ".";
}

bool endsBetween(const Piece& before, const Piece& now) {
    if (isOneOf(before.letter, "ES")) return true;
    if (isOneOf(before.letter, "BI") && isOneOf(now.letter, "BSO")) return true;
    return counts(before.letter) && before.type != now.type;
}

bool startsAt(const Piece& before, const Piece& now) {
    if (isOneOf(now.letter, "BS")) return true;
    if (isOneOf(before.letter, "ESO") && isOneOf(now.letter, "EI")) return true;
    return counts(now.letter) && before.type != now.type;
}

/// Letters of BILOU and BMEWO as those of IOBES; a letter alone with a type; a type without prefix as one that goes on.
std::string canonical(const std::string& tag, bool plain) {
    if (tag == "O") return tag;
    if (plain) return "I-" + tag;
    std::string result = tag.substr(0, 2) + tagType(tag);
    if (tag.size() == 1) result.insert(1, "-");
    switch (tag[0]) {
    case 'L':
        result[0] = 'E';
        break;
    case 'U':
    case 'W':
        result[0] = 'S';
        break;
    case 'M':
        result[0] = 'I';
        break;
    default:
        break;
    }
    return result;
}

}

std::vector<TagChunk> tagChunks(const std::vector<std::string>& tags) {
    std::vector<TagChunk> chunks;
    Piece before {"O", ""};
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= tags.size(); ++i) {
        Piece now = pieceOf(i < tags.size() ? std::string_view(tags[i]) : std::string_view("O"));
        if (i > 0 && endsBetween(before, now)) chunks.push_back({before.type, begin, i - 1});
        if (startsAt(before, now)) begin = i;
        before = std::move(now);
    }
    return chunks;
}

std::vector<std::string> toIob2(const std::vector<std::string>& tags) {
    std::vector<std::string> result(tags.size(), "O");
    for (const TagChunk& chunk : tagChunks(tags))
        for (std::size_t i = chunk.first; i <= chunk.last; ++i)
            result[i] = (i == chunk.first ? "B-" : "I-") + chunk.type;
    return result;
}

char tagPrefix(std::string_view tag) {
    const bool known = !tag.empty() && kPrefixes.find(tag[0]) != std::string_view::npos;
    return known && (tag.size() == 1 || (tag.size() > 2 && tag[1] == '-')) ? tag[0] : '\0';
}

std::string tagType(std::string_view tag) {
    if (tag == "O") return {};
    if (tag.size() == 1 && tagPrefix(tag)) return kOnlyType;
    return std::string(tagPrefix(tag) ? tag.substr(2) : tag);
}

const char* schemeName(TagScheme scheme) {
    switch (scheme) {
    case TagScheme::Iob2:
        return "IOB2";
    case TagScheme::Iob1:
        return "IOB1";
    case TagScheme::Iobes:
        return "IOBES";
    case TagScheme::Plain:
        return "types alone";
    }
    return "";
}

void TagConverter::see(const std::vector<std::string>& tags) {
    std::string before = "O";
    for (const std::string& tag : tags) {
        const char prefix = tagPrefix(tag);
        const bool touches = tagType(before) == tagType(tag) && before != "O";
        m_prefixed = m_prefixed || prefix;
        m_ends = m_ends || (prefix && prefix != 'B' && prefix != 'I');
        m_needlessB = m_needlessB || (prefix == 'B' && !touches);
        m_bareI = m_bareI || (prefix == 'I' && !touches);
        before = tag;
    }
}

TagScheme TagConverter::scheme() const {
    if (!m_prefixed) return TagScheme::Plain;
    if (m_ends) return TagScheme::Iobes;
    return m_bareI && !m_needlessB ? TagScheme::Iob1 : TagScheme::Iob2;
}

bool TagConverter::fits(const std::string& tag) const {
    return tag == "O" || (m_prefixed ? tagPrefix(tag) != '\0' : !tag.empty());
}

std::vector<std::string> TagConverter::convert(std::vector<std::string> tags) const {
    const TagScheme kind = scheme();
    for (std::string& tag : tags)
        tag = canonical(tag, kind == TagScheme::Plain);
    return kind == TagScheme::Iob2 ? tags : toIob2(tags);
}

}
