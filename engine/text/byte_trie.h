// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace espalier {

/// A trie over bytes; its edges lie in one open-addressed table keyed by (node, byte).
class ByteTrie {
public:
    static constexpr std::uint32_t kRoot = 0, kNone = UINT32_MAX;

    ByteTrie();
    /// Sets the value (≥ 0) of a key. Throws Exception where the keys together need 2^24 nodes.
    void insert(std::string_view key, std::int32_t value);

    /// Where `byte` leads from `node`; kNone where it leads nowhere.
    std::uint32_t step(std::uint32_t node, std::uint8_t byte) const {
        const std::uint32_t key = edgeKey(node, byte);
        for (std::uint32_t slot = slotOf(key);; slot = (slot + 1) & m_mask) {
            const Edge& edge = m_edges[slot];
            if (edge.key == key) return edge.child;
            if (edge.key == kNone) return kNone;
        }
    }
    std::uint32_t walk(std::uint32_t node, std::string_view bytes) const;
    /// The value at a node; -1 where no key ends there.
    std::int32_t value(std::uint32_t node) const { return m_values[node]; }

private:
    struct Edge {
        std::uint32_t key = kNone;
        std::uint32_t child = kNone;
    };
    static std::uint32_t edgeKey(std::uint32_t node, std::uint8_t byte) { return (node << 8) | byte; }
    std::uint32_t slotOf(std::uint32_t key) const { return (key * 0x9E3779B1u) >> m_shift; }
    std::uint32_t stepOrAdd(std::uint32_t node, std::uint8_t byte);
    void place(Edge edge);
    void grow();

    std::vector<Edge> m_edges;
    std::vector<std::int32_t> m_values {-1};
    std::uint32_t m_mask, m_shift;
};

}
