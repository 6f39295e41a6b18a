// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/unicode_forms.h"

#include "engine/text/unicode.h"
#include "engine/text/unicode_table.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace espalier::unicode {

namespace {

struct Range {
    std::uint32_t first, last;
};
struct Compatible {
    std::uint32_t c;
    std::uint16_t place, length;
};
struct Composition {
    std::uint32_t first, second, composed;
};

#include "engine/text/unicode_forms.inc"

constexpr char32_t kSyllable = 0xAC00, kLeading = 0x1100, kVowel = 0x1161, kTrailing = 0x11A7;
constexpr char32_t kLeadings = 19, kVowels = 21, kTrailings = 28;

template <std::size_t Count>
void mark(std::vector<std::uint8_t>& all, const Range (&ranges)[Count], CharClass bit) {
    for (const Range& range : ranges)
        for (std::uint32_t c = range.first; c <= range.last; ++c)
            all[c] = static_cast<std::uint8_t>(all[c] | bit);
}

TwoStageTable<std::uint8_t> makeClasses() {
    std::vector<std::uint8_t> all(kCodePoints);
    mark(all, kLetters, Letter);
    mark(all, kNumbers, Number);
    mark(all, kNumeric, Numeric);
    mark(all, kMarks, Mark);
    for (char32_t c = 0; c < kCodePoints; ++c)
        if (charInfo(c).has(CharInfo::Space)) all[c] = static_cast<std::uint8_t>(all[c] | WhiteSpace);
    return TwoStageTable<std::uint8_t>(all);
}

/// Unicode 3.12: leading consonant and vowel, or those and a trailing consonant.
std::optional<char32_t> composeHangul(char32_t first, char32_t second) {
    if (first >= kLeading && first < kLeading + kLeadings && second >= kVowel && second < kVowel + kVowels)
        return kSyllable + ((first - kLeading) * kVowels + second - kVowel) * kTrailings;
    const bool open = first >= kSyllable && first < kSyllable + kLeadings * kVowels * kTrailings
        && (first - kSyllable) % kTrailings == 0;
    if (open && second > kTrailing && second < kTrailing + kTrailings) return first + (second - kTrailing);
    return std::nullopt;
}

}

std::uint8_t charClasses(char32_t c) {
    static const TwoStageTable<std::uint8_t> table = makeClasses();
    return table[c];
}

void decompose(char32_t c, bool compatible, std::vector<char32_t>& out) {
    if (c < 0x80) return out.push_back(c);
    if (compatible) {
        const auto row = std::lower_bound(std::begin(kCompatible), std::end(kCompatible), c,
                                          [](const Compatible& one, char32_t value) { return one.c < value; });
        if (row != std::end(kCompatible) && row->c == c) {
            out.insert(out.end(), kCompatibleParts + row->place, kCompatibleParts + row->place + row->length);
            return;
        }
    }
    for (const char32_t part : decomposition(c, charInfo(c)))
        out.push_back(part);
}

std::optional<char32_t> compose(char32_t first, char32_t second) {
    if (first < 0x80 && second < 0x80) return std::nullopt;
    if (const auto syllable = composeHangul(first, second)) return syllable;
    const auto row = std::lower_bound(std::begin(kCompositions), std::end(kCompositions), std::pair(first, second),
                                      [](const Composition& one, const std::pair<char32_t, char32_t>& value) {
                                          return std::tuple(one.first, one.second)
                                              < std::tuple<std::uint32_t, std::uint32_t>(value.first, value.second);
                                      });
    if (row == std::end(kCompositions) || row->first != first || row->second != second) return std::nullopt;
    return row->composed;
}

}
