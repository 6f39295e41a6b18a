// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace espalier {

/// What two neighbouring tokens merge to, and how soon. Open addressing over pairs of ids.
class MergeTable {
public:
    static constexpr std::uint32_t kNever = std::numeric_limits<std::uint32_t>::max();

    struct Merge {
        std::uint32_t rank = kNever; ///< the lowest is merged first
        std::int32_t id = -1;
    };

    explicit MergeTable(std::size_t merges) {
        while (slots() < 2 * merges)
            --m_shift;
        m_entries.resize(slots());
    }

    /// Sets a merge; there may be no more than the constructor was told. A pair that is there gets the new one.
    void set(std::int32_t left, std::int32_t right, Merge merge) {
        Entry& entry = m_entries[slotOf(keyOf(left, right))];
        entry = {keyOf(left, right), merge};
    }
    Merge find(std::int32_t left, std::int32_t right) const { return m_entries[slotOf(keyOf(left, right))].merge; }

private:
    struct Entry {
        std::uint64_t key = std::numeric_limits<std::uint64_t>::max(); ///< free
        Merge merge;
    };

    static std::uint64_t keyOf(std::int32_t left, std::int32_t right) {
        return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32) | static_cast<std::uint32_t>(right);
    }
    std::size_t slots() const { return std::size_t {1} << (64 - m_shift); }
    /// Where a key is, or where it would go.
    std::size_t slotOf(std::uint64_t key) const {
        std::size_t slot = (key * 0x9E3779B97F4A7C15u) >> m_shift;
        while (m_entries[slot].key != key && m_entries[slot].key != Entry {}.key)
            slot = (slot + 1) & (m_entries.size() - 1);
        return slot;
    }

    int m_shift = 60;
    std::vector<Entry> m_entries;
};

}
