// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// Well-formed text: the given one, or a repaired copy. Throws Exception for a text of 2 GiB.
class WellFormed {
public:
    explicit WellFormed(std::string_view text);
    WellFormed(const WellFormed&) = delete;
    WellFormed& operator=(const WellFormed&) = delete;
    std::string_view view() const { return m_view; }

private:
    std::string m_copy;
    std::string_view m_view;
};

/// The number of the code point at each byte where one begins, and at the end. Pieces of text may overlap, so counting
/// on from one to the next would not do.
class CharacterIndex {
public:
    explicit CharacterIndex(std::string_view text);
    std::int32_t operator[](std::size_t byte) const { return m_numbers[byte]; }

private:
    std::vector<std::int32_t> m_numbers;
};

}
