// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/reader.h"

#include <string>
#include <string_view>

namespace espalier {

/// What a scan of a file's bytes tells about its encoding.
struct EncodingGuess {
    TextEncoding encoding = TextEncoding::Utf8;
    std::size_t markBytes = 0; ///< length of the byte order mark
    bool clean = true; ///< no NUL and, in UTF-8, no bad byte
    bool binary = false;
};

/// Guesses by byte order mark, then by where the NULs are, then by UTF-8 validity; `wanted` overrides the guess.
EncodingGuess guessEncoding(std::string_view bytes, std::optional<TextEncoding> wanted);

/// UTF-16 → UTF-8. A surrogate without its partner becomes three bytes that are not valid UTF-8, so that its line is
/// reported.
std::string utf16ToUtf8(std::string_view bytes, bool bigEndian);

/// Windows-1252 → UTF-8.
std::string windows1252ToUtf8(std::string_view bytes);

bool isValidUtf8(std::string_view bytes);

/// Bad bytes replaced by U+FFFD.
std::string repairUtf8(std::string_view bytes);

}
