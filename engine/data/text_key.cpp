// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/text_key.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace espalier {
namespace {

bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string foldCase(std::string_view text) {
    std::string folded;
    if (isAscii(text)) {
        folded.assign(text);
        for (char& c : folded)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return folded;
    }
    UErrorCode status = U_ZERO_ERROR;
    icu::StringByteSink<std::string> sink(&folded, static_cast<std::int32_t>(text.size()));
    icu::CaseMap::utf8Fold(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr,
                           status);
    return U_SUCCESS(status) ? folded : std::string(text);
}

/// Scripts written without spaces between words.
bool standsAlone(UChar32 c) {
    if (c < 0x0E00) return false;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
        return true;
    default:
        return false;
    }
}

bool isWordCharacter(UChar32 c) {
    return c == '\'' || u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK);
}

}

std::string textKey(std::string_view text) {
    const std::string folded = foldCase(text);
    std::string key;
    key.reserve(folded.size());
    bool space = false;
    const auto size = static_cast<std::int32_t>(folded.size());
    for (std::int32_t i = 0; i < size;) {
        const std::int32_t start = i;
        UChar32 c;
        U8_NEXT_OR_FFFD(folded.data(), i, size, c);
        if (c == ' ' || u_isUWhiteSpace(c)) {
            space = !key.empty();
            continue;
        }
        if (space) key += ' ';
        space = false;
        key.append(folded, static_cast<std::size_t>(start), static_cast<std::size_t>(i - start));
    }
    return key;
}

std::vector<std::uint64_t> wordHashes(std::string_view text) {
    const std::string folded = foldCase(text);
    std::vector<std::uint64_t> words;
    const auto size = static_cast<std::int32_t>(folded.size());
    std::int32_t wordStart = -1;
    const auto endWord = [&](std::int32_t end) {
        if (wordStart >= 0)
            words.push_back(hashBytes(std::string_view(folded).substr(static_cast<std::size_t>(wordStart),
                                                                      static_cast<std::size_t>(end - wordStart))));
        wordStart = -1;
    };
    for (std::int32_t i = 0; i < size;) {
        const std::int32_t start = i;
        UChar32 c;
        U8_NEXT_OR_FFFD(folded.data(), i, size, c);
        if (!isWordCharacter(c)) {
            endWord(start);
        } else if (standsAlone(c)) {
            endWord(start);
            wordStart = start;
            endWord(i);
        } else if (wordStart < 0) {
            wordStart = start;
        }
    }
    endWord(size);
    return words;
}

std::uint64_t mixBits(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ull;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBull;
    return value ^ (value >> 31);
}

std::uint64_t hashBytes(std::string_view bytes, std::uint64_t seed) {
    std::uint64_t hash = 0xCBF29CE484222325ull ^ mixBits(seed);
    for (const char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
    return mixBits(hash);
}

std::optional<double> numberIn(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

bool isNumber(std::string_view text) {
    return numberIn(text).has_value();
}

bool isFraction(std::string_view text) {
    const auto value = numberIn(text);
    return value && *value != std::floor(*value);
}

}
