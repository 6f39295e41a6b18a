// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// A text as it is compared: trimmed, case folded (Unicode), runs of white space as one space.
std::string textKey(std::string_view text);

/// The words of a text, case folded, punctuation left out; an ideograph or kana is a word of its own. As hashes.
std::vector<std::uint64_t> wordHashes(std::string_view text);

/// FNV-1a followed by a finalizer; the same on every machine.
std::uint64_t hashBytes(std::string_view bytes, std::uint64_t seed = 0);

/// splitmix64's finalizer (Steele et al. 2014).
std::uint64_t mixBits(std::uint64_t value);

/// The decimal number that is the whole cell; nothing where it is none.
std::optional<double> numberIn(std::string_view text);

/// Whether there is one.
bool isNumber(std::string_view text);

/// Whether it is a number that is not whole ("2.5"; not "2.0").
bool isFraction(std::string_view text);

}
