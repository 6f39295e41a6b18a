// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/unicode.h"

#include "engine/text/unicode_table.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <vector>

namespace espalier::unicode {

namespace {

struct Range {
    std::uint32_t first, last;
};
struct ClassRange {
    std::uint32_t first, last;
    std::uint8_t combiningClass;
};
struct CaseRange {
    std::uint32_t first, last, step;
    std::int32_t distance;
};
struct Sequence {
    std::uint32_t c;
    char32_t items[4];
};

#include "engine/text/unicode_data.inc"

static_assert(kLongestSequence <= 4);

constexpr Range kChinese[] = {{0x4E00, 0x9FFF},   {0x3400, 0x4DBF},   {0x20000, 0x2A6DF}, {0x2A700, 0x2B73F},
                              {0x2B740, 0x2B81F}, {0x2B920, 0x2CEAF}, {0xF900, 0xFAFF},   {0x2F800, 0x2FA1F}};
constexpr std::uint32_t kHangulFirst = 0xAC00, kHangulLast = 0xD7A3;

template <std::size_t Count>
void mark(std::vector<CharInfo>& all, const Range (&ranges)[Count], CharInfo::Flag flag) {
    for (const Range& range : ranges)
        for (std::uint32_t c = range.first; c <= range.last; ++c)
            all[c].flags |= flag;
}

void fill(std::vector<CharInfo>& all) {
    mark(all, kRemoved, CharInfo::Removed);
    mark(all, kSpaces, CharInfo::Space);
    mark(all, kPunctuation, CharInfo::Punctuation);
    mark(all, kChinese, CharInfo::Chinese);
    mark(all, kNonspacing, CharInfo::Nonspacing);
    mark(all, kWord, CharInfo::Word);
    mark(all, {{kHangulFirst, kHangulLast}}, CharInfo::Decomposes);
    for (const ClassRange& range : kClasses)
        for (std::uint32_t c = range.first; c <= range.last; ++c)
            all[c].combiningClass = range.combiningClass;
    for (std::size_t i = 0; i < std::size(kDecompositions); ++i) {
        all[kDecompositions[i].c].flags |= CharInfo::Decomposes;
        all[kDecompositions[i].c].sequence = static_cast<std::uint16_t>(i);
    }
    for (const CaseRange& range : kLower)
        for (std::uint32_t c = range.first; c <= range.last; c += range.step)
            all[c].lower = range.distance;
    for (std::size_t i = 0; i < std::size(kLowerSeveral); ++i) {
        all[kLowerSeveral[i].c].flags |= CharInfo::LowerSeveral;
        all[kLowerSeveral[i].c].lower = static_cast<std::int32_t>(i);
    }
}

ShortSequence fromRow(const Sequence& row) {
    ShortSequence result;
    while (result.size < 4 && row.items[result.size] != 0) {
        result.items[result.size] = row.items[result.size];
        ++result.size;
    }
    return result;
}

/// Length of a sequence by its first byte (0: none starts so) and the range its second byte must lie in (Unicode table
/// 3-7).
struct Lead {
    int length;
    std::uint8_t low, high;
};

Lead leadOf(std::uint8_t byte) {
    if (byte < 0xC2) return {0, 0, 0};
    if (byte < 0xE0) return {2, 0x80, 0xBF};
    if (byte < 0xF0) {
        const auto low = static_cast<std::uint8_t>(byte == 0xE0 ? 0xA0 : 0x80);
        return {3, low, static_cast<std::uint8_t>(byte == 0xED ? 0x9F : 0xBF)};
    }
    if (byte < 0xF5) {
        const auto low = static_cast<std::uint8_t>(byte == 0xF0 ? 0x90 : 0x80);
        return {4, low, static_cast<std::uint8_t>(byte == 0xF4 ? 0x8F : 0xBF)};
    }
    return {0, 0, 0};
}

constexpr char32_t kReplacement = 0xFFFD;

/// As decodeUtf8; `valid` becomes false where a replacement was made.
char32_t decode(std::string_view text, std::size_t& position, bool& valid) {
    const auto first = static_cast<std::uint8_t>(text[position++]);
    if (first < 0x80) return first;
    const Lead lead = leadOf(first);
    char32_t c = first & (0x7F >> lead.length);
    for (int i = 1; i < lead.length; ++i) {
        const auto byte = position < text.size() ? static_cast<std::uint8_t>(text[position]) : std::uint8_t {0};
        if (byte < (i == 1 ? lead.low : 0x80) || byte > (i == 1 ? lead.high : 0xBF)) {
            valid = false;
            return kReplacement;
        }
        c = (c << 6) | (byte & 0x3F);
        ++position;
    }
    if (lead.length == 0) valid = false;
    return lead.length == 0 ? kReplacement : c;
}

}

const CharInfo& charInfo(char32_t c) {
    static const TwoStageTable<CharInfo> table = [] {
        std::vector<CharInfo> all(kCodePoints);
        fill(all);
        return TwoStageTable<CharInfo>(all);
    }();
    return table[c];
}

ShortSequence decomposition(char32_t c, const CharInfo& info) {
    if (!info.has(CharInfo::Decomposes)) return {{c}, 1};
    if (c < kHangulFirst || c > kHangulLast) return fromRow(kDecompositions[info.sequence]);
    const std::uint32_t index = c - kHangulFirst, trailing = index % 28;
    return {{0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11A7 + trailing}, trailing == 0 ? 2 : 3};
}

ShortSequence lowerCase(char32_t c, const CharInfo& info) {
    if (info.has(CharInfo::LowerSeveral)) return fromRow(kLowerSeveral[static_cast<std::size_t>(info.lower)]);
    return {{static_cast<char32_t>(static_cast<std::int32_t>(c) + info.lower)}, 1};
}

char32_t decodeUtf8(std::string_view text, std::size_t& position) {
    bool valid = true;
    return decode(text, position, valid);
}

void appendUtf8(std::string& text, char32_t c) {
    if (c < 0x80) {
        text += static_cast<char>(c);
        return;
    }
    const int extra = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    const char32_t lead = extra == 1 ? 0xC0 : extra == 2 ? 0xE0 : 0xF0;
    text += static_cast<char>(lead | (c >> (6 * extra)));
    for (int i = extra - 1; i >= 0; --i)
        text += static_cast<char>(0x80 | ((c >> (6 * i)) & 0x3F));
}

bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char byte) { return (byte & 0x80) == 0; });
}

bool isUtf8(std::string_view text) {
    bool valid = true;
    for (std::size_t position = 0; valid && position < text.size();) {
        std::uint64_t eight = 0;
        if (text.size() - position >= sizeof eight) {
            std::memcpy(&eight, text.data() + position, sizeof eight);
            if ((eight & 0x8080808080808080u) == 0) {
                position += sizeof eight;
                continue;
            }
        }
        decode(text, position, valid);
    }
    return valid;
}

std::string repairedUtf8(std::string_view text) {
    std::string repaired;
    repaired.reserve(text.size() + 16);
    for (std::size_t position = 0; position < text.size();)
        appendUtf8(repaired, decodeUtf8(text, position));
    return repaired;
}

std::int64_t countCodePoints(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; });
}

}
