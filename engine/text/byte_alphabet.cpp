// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/byte_alphabet.h"

#include "engine/text/unicode.h"

#include <array>

namespace espalier {

namespace {

constexpr char32_t kEnd = 0x144; // 256 and as many as there are bytes that are not printable

struct Alphabet {
    std::array<char32_t, 256> characters {};
    std::array<std::int16_t, kEnd> bytes {};

    Alphabet() {
        bytes.fill(-1);
        char32_t next = 256;
        for (unsigned byte = 0; byte < 256; ++byte) {
            const bool printable = (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
            characters[byte] = printable ? byte : next++;
            bytes[characters[byte]] = static_cast<std::int16_t>(byte);
        }
    }
};

const Alphabet& alphabet() {
    static const Alphabet instance;
    return instance;
}

}

char32_t byteCharacter(std::uint8_t byte) {
    return alphabet().characters[byte];
}

std::optional<std::uint8_t> byteOfCharacter(char32_t c) {
    if (c >= kEnd || alphabet().bytes[c] < 0) return std::nullopt;
    return static_cast<std::uint8_t>(alphabet().bytes[c]);
}

std::optional<std::string> bytesOfToken(std::string_view token) {
    std::string bytes;
    for (std::size_t position = 0; position < token.size();) {
        const auto byte = byteOfCharacter(unicode::decodeUtf8(token, position));
        if (!byte) return std::nullopt;
        bytes += static_cast<char>(*byte);
    }
    return bytes;
}

}
