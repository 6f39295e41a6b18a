// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/text/precompiled_map_clusters.h"
#include "engine/text/text_change.h"
#include "engine/text/unicode.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// Bytes [begin, end) of a text, and what a map makes of them.
struct MappedPart {
    std::string_view text;
    std::size_t begin, end;
    bool replaced; ///< false: it is that part of the text itself, of any number of characters
};

/// SentencePiece's precompiled_charsmap: a double-array trie from byte strings to their replacements. Applied as the
/// reference does: a grapheme cluster below six bytes that begins with a key becomes the replacement of the *shortest*
/// such key; the characters of any other cluster are looked up one by one, in the same way.
class PrecompiledMap {
public:
    /// From a model's bytes: a 32-bit size, the trie's units, the replacements with a NUL after each. Checks all that a
    /// look-up can reach, so that none can leave the map or find half a character. Errors name `where` and the byte.
    static Result<PrecompiledMap> parse(std::string_view bytes, const std::string& where);
    /// The same from tokenizer.json's base64.
    static Result<PrecompiledMap> parseBase64(std::string_view text, const std::string& where);

    /// Calls sink(const MappedPart&) for the parts of well-formed text, in order and without gaps.
    template <typename Sink>
    void forEachPart(std::string_view text, Sink&& sink) const;

    /// Appends the normal form's characters to `changes`; returns whether anything was replaced.
    bool normalize(std::string_view text, std::vector<CharacterChange>& changes) const;
    /// Appends the normal form alone.
    void append(std::string_view text, std::string& out) const {
        forEachPart(text, [&](const MappedPart& part) { out += part.text; });
    }

private:
    /// A unit of the trie as darts-clone lays it out.
    struct Unit {
        std::uint32_t bits;
        bool hasLeaf() const { return (bits >> 8 & 1) != 0; }
        std::uint32_t value() const { return bits & 0x7FFFFFFF; }
        std::uint32_t label() const { return bits & 0x800000FF; }
        std::uint32_t offset() const { return (bits >> 10) << ((bits & 0x200) >> 6); }
    };
    static constexpr std::size_t kLongestCluster = 5;

    PrecompiledMap() = default;
    void readUnits(std::string_view bytes, const std::string& where);
    void check(const std::string& where) const;
    std::uint32_t checkEdge(std::uint32_t at, const std::string& where) const;
    void noteAscii();

    /// The replacement of the shortest key that `bytes` begin with; with null data where there is none.
    std::string_view find(std::string_view bytes) const {
        std::uint32_t node = m_root;
        for (const char byte : bytes) {
            const std::uint32_t label = static_cast<std::uint8_t>(byte);
            if (label == 0) return {};
            const Unit unit = m_units[node ^ label];
            if (unit.label() != label) return {};
            node ^= label ^ unit.offset();
            if (unit.hasLeaf()) return std::string_view(m_replacements.c_str() + m_units[node].value());
        }
        return {};
    }
    /// The end of the bytes from `at` on that stand for themselves, each an ASCII character and a cluster of its own.
    std::size_t plainEnd(std::string_view text, std::size_t at) const {
        while (at < text.size() && m_plain[static_cast<std::uint8_t>(text[at])]
               && (at + 1 == text.size() || static_cast<std::uint8_t>(text[at + 1]) < 0x80))
            ++at;
        return at;
    }

    std::vector<Unit> m_units; ///< filled up with zeros to a multiple of 256, so that a byte's child is always there
    std::string m_replacements;
    std::uint32_t m_root = 0;
    std::array<bool, 256> m_plain {}; ///< ASCII characters but CR that the map has nothing for
};

template <typename Sink>
void PrecompiledMap::forEachPart(std::string_view text, Sink&& sink) const {
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t end = plainEnd(text, at); end > at) {
            sink(MappedPart {text.substr(at, end - at), at, end, false});
            at = end;
            continue;
        }
        const std::size_t end = clusterEnd(text, at);
        if (end - at <= kLongestCluster) {
            if (const std::string_view found = find(text.substr(at, end - at)); found.data() != nullptr) {
                sink(MappedPart {found, at, end, true});
                at = end;
                continue;
            }
        }
        while (at < end) {
            const std::size_t begin = at;
            unicode::decodeUtf8(text, at);
            const std::string_view character = text.substr(begin, at - begin), found = find(character);
            const bool replaced = found.data() != nullptr;
            sink(MappedPart {replaced ? found : character, begin, at, replaced});
        }
    }
}

}
