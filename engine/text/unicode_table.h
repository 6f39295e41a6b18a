// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace espalier::unicode {

constexpr std::uint32_t kCodePoints = 0x110000;

/// A value for each code point, in two stages: a block number for each 256 code points, equal blocks kept once.
template <typename Value>
class TwoStageTable {
public:
    /// From kCodePoints values.
    explicit TwoStageTable(const std::vector<Value>& all) {
        std::size_t blocks = 0;
        for (std::uint32_t block = 0; block < kCodePoints / kBlock; ++block) {
            const auto begin = all.begin() + block * kBlock;
            std::size_t same = 0;
            while (same < blocks
                   && !std::equal(begin, begin + kBlock, m_values.begin() + static_cast<std::ptrdiff_t>(same * kBlock)))
                ++same;
            if (same == blocks) {
                m_values.insert(m_values.end(), begin, begin + kBlock);
                ++blocks;
            }
            m_blocks[block] = static_cast<std::uint16_t>(same);
        }
    }

    const Value& operator[](char32_t c) const { return m_values[m_blocks[c / kBlock] * kBlock + c % kBlock]; }

private:
    static constexpr std::uint32_t kBlock = 256;
    std::array<std::uint16_t, kCodePoints / kBlock> m_blocks {};
    std::vector<Value> m_values;
};

}
