// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/byte_trie.h"

#include "engine/base/error.h"

namespace espalier {

namespace {

constexpr std::uint32_t kFirstBits = 8;
constexpr std::size_t kMaxNodes = (1u << 24) - 1; // so that (node, byte) fits 32 bits and is never kNone

}

ByteTrie::ByteTrie() : m_edges(1u << kFirstBits), m_mask((1u << kFirstBits) - 1), m_shift(32 - kFirstBits) { }

void ByteTrie::insert(std::string_view key, std::int32_t value) {
    std::uint32_t node = kRoot;
    for (const char byte : key)
        node = stepOrAdd(node, static_cast<std::uint8_t>(byte));
    m_values[node] = value;
}

std::uint32_t ByteTrie::walk(std::uint32_t node, std::string_view bytes) const {
    for (std::size_t i = 0; i < bytes.size() && node != kNone; ++i)
        node = step(node, static_cast<std::uint8_t>(bytes[i]));
    return node;
}

std::uint32_t ByteTrie::stepOrAdd(std::uint32_t node, std::uint8_t byte) {
    if (const std::uint32_t child = step(node, byte); child != kNone) return child;
    if (m_values.size() >= kMaxNodes)
        failBadInput("the vocabulary is too large", {}, "its tokens together may have 16 million bytes");
    if (2 * m_values.size() >= m_edges.size()) grow();
    const auto child = static_cast<std::uint32_t>(m_values.size());
    m_values.push_back(-1);
    place({edgeKey(node, byte), child});
    return child;
}

void ByteTrie::place(Edge edge) {
    std::uint32_t slot = slotOf(edge.key);
    while (m_edges[slot].key != kNone)
        slot = (slot + 1) & m_mask;
    m_edges[slot] = edge;
}

void ByteTrie::grow() {
    const std::vector<Edge> old = std::move(m_edges);
    m_edges.assign(old.size() * 2, {});
    m_mask = static_cast<std::uint32_t>(m_edges.size() - 1);
    --m_shift;
    for (const Edge& edge : old)
        if (edge.key != kNone) place(edge);
}

}
