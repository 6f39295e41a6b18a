// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace espalier {

/// A trie over bytes that is built once and then only read: a double array, where the child of a node lies at (the
/// node ^ the byte) and knows by its label whether it is one, so a step costs one load of eight bytes.
class UnigramTrie {
public:
    using Key = std::pair<std::string_view, std::int32_t>; ///< a key and its value ≥ 0
    struct Step {
        std::uint32_t node; ///< kDead where no key goes on
        std::int32_t value; ///< of the key that ends here; -1 where none does
    };
    static constexpr std::uint32_t kDead = 0; ///< the node without children

    UnigramTrie() = default;
    /// Of a key that is there twice the last value counts; empty keys are left out. Throws Exception where the keys
    /// together need some 8 million nodes.
    explicit UnigramTrie(std::vector<Key> keys);

    std::uint32_t root() const { return m_root; }
    /// Follows `byte` from `node`; returns false where it leads nowhere.
    bool step(std::uint32_t node, std::uint8_t byte, Step& to) const {
        const Unit unit = m_units[node ^ byte];
        if ((unit.bits & (kUsed | 0xFF)) != (kUsed | byte)) return false;
        to = {unit.bits >> kNodeShift, unit.value};
        return true;
    }
    /// The value of exactly this key.
    std::optional<std::int32_t> find(std::string_view key) const;

private:
    friend class UnigramTrieBuilder;
    static constexpr std::uint32_t kUsed = 0x100;
    static constexpr int kNodeShift = 9;

    /// node << 9 | used << 8 | label
    struct Unit {
        std::uint32_t bits = 0;
        std::int32_t value = -1;
    };

    std::vector<Unit> m_units = std::vector<Unit>(256);
    std::uint32_t m_root = kDead;
};

}
