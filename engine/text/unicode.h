// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace espalier::unicode {

/// What the tokenizers need to know of a code point; from the reference's own tables, so the same on every machine.
struct CharInfo {
    enum Flag : std::uint8_t {
        Removed = 1, ///< clean text drops it: control, format, private use, unassigned, U+0000, U+FFFD
        Space = 2,
        Punctuation = 4,
        Chinese = 8, ///< gets spaces around it
        Nonspacing = 16, ///< dropped with accents
        Word = 32, ///< \w
        Decomposes = 64, ///< canonical decomposition differs (Hangul too)
        LowerSeveral = 128 ///< lower case is several characters
    };
    std::uint8_t flags = 0;
    std::uint8_t combiningClass = 0;
    std::uint16_t sequence = 0; ///< row of the decomposition, where Decomposes and not Hangul
    std::int32_t lower = 0; ///< distance to the lower case, or its row where LowerSeveral

    bool has(Flag flag) const { return (flags & flag) != 0; }
    bool operator==(const CharInfo&) const = default;
};

/// Info of any value up to U+10FFFF.
const CharInfo& charInfo(char32_t c);

/// Up to four code points, by value.
struct ShortSequence {
    char32_t items[4] = {};
    int size = 0;
    const char32_t* begin() const { return items; }
    const char32_t* end() const { return items + size; }
};

/// The whole canonical decomposition (NFD) of a code point; itself where there is none.
ShortSequence decomposition(char32_t c, const CharInfo& info);
/// The lower case without context, as Rust's char::to_lowercase.
ShortSequence lowerCase(char32_t c, const CharInfo& info);

/// Reads the code point at `position` and moves past it. Bytes that are not UTF-8 read as U+FFFD, one for each maximal
/// part of a well-formed sequence (Unicode 3.9, as Python's errors="replace").
char32_t decodeUtf8(std::string_view text, std::size_t& position);
void appendUtf8(std::string& text, char32_t c);

/// True where every byte of `text` is ASCII.
bool isAscii(std::string_view text);
/// True where `text` is well-formed UTF-8.
bool isUtf8(std::string_view text);
/// `text` with what is not UTF-8 replaced by U+FFFD.
std::string repairedUtf8(std::string_view text);
/// Number of code points in well-formed UTF-8.
std::int64_t countCodePoints(std::string_view text);

}
