// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace espalier {

/// The printable character that stands for a byte in the vocabularies of byte-level BPE (GPT-2).
char32_t byteCharacter(std::uint8_t byte);

/// The byte that a character stands for; none for any other.
std::optional<std::uint8_t> byteOfCharacter(char32_t c);

/// The bytes that a token's characters stand for; none where one of them stands for no byte.
std::optional<std::string> bytesOfToken(std::string_view token);

}
