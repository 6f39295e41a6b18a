// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/encoding.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstring>

namespace espalier {
namespace {

constexpr std::size_t kSampleBytes = 64u << 10;

/// Unicode's characters for the bytes 0x80 … 0x9F of Windows-1252; the five unassigned ones stay C1 controls (WHATWG
/// Encoding).
constexpr UChar32 kWindows1252[32]
    = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
       0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
       0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

void append(std::string& out, UChar32 c) {
    char buffer[U8_MAX_LENGTH];
    std::size_t length = 0;
    U8_APPEND_UNSAFE(buffer, length, c);
    out.append(buffer, length);
}

/// Length of the run of ASCII bytes (NUL excluded) at `bytes[i…]`, eight at a time.
std::size_t skipAscii(std::string_view bytes, std::size_t i) {
    constexpr std::uint64_t kHigh = 0x8080808080808080ull, kOnes = 0x0101010101010101ull;
    while (i + 8 <= bytes.size()) {
        std::uint64_t word;
        std::memcpy(&word, bytes.data() + i, 8);
        if ((word | (word - kOnes)) & kHigh) break; // a high bit, or (by borrow) a zero byte
        i += 8;
    }
    while (i < bytes.size() && static_cast<signed char>(bytes[i]) > 0)
        ++i;
    return i;
}

struct Utf8Scan {
    std::size_t nuls = 0, multiByte = 0, bad = 0, unlikely1252 = 0;
};

/// Counts NULs, multi-byte characters, bad bytes, and bad bytes that would be odd in Windows-1252 too.
Utf8Scan scanUtf8(std::string_view bytes) {
    Utf8Scan scan;
    for (std::size_t i = skipAscii(bytes, 0); i < bytes.size(); i = skipAscii(bytes, i)) {
        if (bytes[i] == 0) {
            ++scan.nuls, ++i;
            continue;
        }
        const std::size_t start = i;
        const std::int64_t size = static_cast<std::int64_t>(bytes.size());
        std::int64_t next = static_cast<std::int64_t>(i);
        UChar32 c;
        U8_NEXT(bytes.data(), next, size, c);
        i = static_cast<std::size_t>(next);
        if (c >= 0) {
            ++scan.multiByte;
            continue;
        }
        ++scan.bad;
        const auto byte = static_cast<unsigned char>(bytes[start]);
        if (byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D || byte >= 0xFE)
            ++scan.unlikely1252;
    }
    return scan;
}

/// Control characters that no text has, NUL included, or the first bytes of formats that people mistake for data files.
bool looksBinary(std::string_view sample) {
    using namespace std::string_view_literals;
    static constexpr std::string_view kBeginnings[]
        = {"PK\x03\x04"sv,      "\x7f\x45LF"sv, "\x1f\x8b"sv,     "%PDF-"sv,
           "SQLite format 3"sv, "\x89PNG"sv,    "\xff\xd8\xff"sv, "\xd0\xcf\x11\xe0"sv};
    for (const auto beginning : kBeginnings)
        if (sample.substr(0, beginning.size()) == beginning) return true;
    constexpr std::string_view kUsual = "\t\n\v\f\r\x1b";
    const auto controls = std::count_if(sample.begin(), sample.end(), [&](char c) {
        return static_cast<unsigned char>(c) < 0x20 && kUsual.find(c) == std::string_view::npos;
    });
    return controls > 4 && static_cast<std::size_t>(controls) * 50 > sample.size();
}

/// UTF-16 of mostly Latin text has a NUL in every other byte.
std::optional<TextEncoding> utf16ByNuls(std::string_view sample) {
    std::size_t even = 0, odd = 0;
    for (std::size_t i = 0; i < sample.size(); ++i)
        if (sample[i] == 0) ++(i % 2 ? odd : even);
    const std::size_t pairs = sample.size() / 2;
    if (pairs < 2) return std::nullopt;
    if (odd * 10 > pairs * 3 && even * 10 < odd) return TextEncoding::Utf16Le;
    if (even * 10 > pairs * 3 && odd * 10 < even) return TextEncoding::Utf16Be;
    return std::nullopt;
}

std::optional<TextEncoding> byMark(std::string_view bytes, std::size_t& length) {
    length = 3;
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF") return TextEncoding::Utf8;
    length = 2;
    if (bytes.substr(0, 2) == "\xFF\xFE") return TextEncoding::Utf16Le;
    if (bytes.substr(0, 2) == "\xFE\xFF") return TextEncoding::Utf16Be;
    length = 0;
    return std::nullopt;
}

/// Mostly UTF-8 stays UTF-8 (its bad lines are reported); bad bytes alone mean Windows-1252, where they could be
/// letters.
TextEncoding byValidity(const Utf8Scan& scan) {
    if (scan.bad == 0 || scan.multiByte >= scan.bad) return TextEncoding::Utf8;
    return scan.unlikely1252 * 2 > scan.bad ? TextEncoding::Utf8 : TextEncoding::Windows1252;
}

}

EncodingGuess guessEncoding(std::string_view bytes, std::optional<TextEncoding> wanted) {
    EncodingGuess guess;
    const std::string_view sample = bytes.substr(0, kSampleBytes);
    std::size_t markBytes = 0;
    const auto marked = byMark(bytes, markBytes);
    if (!wanted && !marked) wanted = utf16ByNuls(sample);
    if (!wanted) wanted = marked;
    if (marked && wanted == marked) guess.markBytes = markBytes;

    if (wanted == TextEncoding::Utf16Le || wanted == TextEncoding::Utf16Be) {
        guess.encoding = *wanted;
        guess.clean = false; // known after conversion
        return guess;
    }
    guess.binary = looksBinary(sample);
    const Utf8Scan scan = scanUtf8(bytes);
    guess.encoding = wanted.value_or(byValidity(scan));
    guess.clean = scan.nuls == 0 && (scan.bad == 0 || guess.encoding == TextEncoding::Windows1252);
    return guess;
}

std::string utf16ToUtf8(std::string_view bytes, bool bigEndian) {
    const std::size_t units = bytes.size() / 2;
    const auto unit = [&](std::size_t i) {
        const auto first = static_cast<unsigned char>(bytes[2 * i]),
                   second = static_cast<unsigned char>(bytes[2 * i + 1]);
        return static_cast<char16_t>(bigEndian ? first << 8 | second : second << 8 | first);
    };
    std::string out;
    out.reserve(units + units / 4);
    for (std::size_t i = 0; i < units; ++i) {
        UChar32 c = unit(i);
        if (U16_IS_LEAD(c) && i + 1 < units && U16_IS_TRAIL(unit(i + 1))) c = U16_GET_SUPPLEMENTARY(c, unit(++i));
        append(out, c);
    }
    return out;
}

std::string windows1252ToUtf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 16);
    for (const char byte : bytes) {
        const auto c = static_cast<unsigned char>(byte);
        append(out, c >= 0x80 && c < 0xA0 ? kWindows1252[c - 0x80] : UChar32 {c});
    }
    return out;
}

bool isValidUtf8(std::string_view bytes) {
    return scanUtf8(bytes).bad == 0;
}

std::string repairUtf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (std::int64_t i = 0, size = static_cast<std::int64_t>(bytes.size()); i < size;) {
        UChar32 c;
        U8_NEXT_OR_FFFD(bytes.data(), i, size, c);
        append(out, c);
    }
    return out;
}

}
