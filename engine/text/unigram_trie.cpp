// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/unigram_trie.h"

#include "engine/base/error.h"

#include <algorithm>

namespace espalier {

namespace {

constexpr std::uint32_t kBlock = 256, kMaxUnits = 1u << 23; // so that a node fits 23 bits
constexpr std::uint32_t kOpenBlocks = 16; ///< blocks whose free units are still looked at
constexpr int kMaxTries = 1024; ///< free units looked at for one node, before it gets a new block

/// Sorts by text, equal ones as they came. Most comparisons end in the first eight bytes, which lie beside the key.
void sortKeys(std::vector<UnigramTrie::Key>& keys) {
    std::vector<std::pair<std::uint64_t, UnigramTrie::Key>> prefixed;
    prefixed.reserve(keys.size());
    for (const UnigramTrie::Key& key : keys) {
        std::uint64_t prefix = 0;
        for (std::size_t i = 0; i < sizeof prefix; ++i)
            prefix = prefix << 8 | (i < key.first.size() ? static_cast<std::uint8_t>(key.first[i]) : 0u);
        prefixed.emplace_back(prefix, key);
    }
    std::stable_sort(prefixed.begin(), prefixed.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : a.second.first < b.second.first;
    });
    for (std::size_t i = 0; i < keys.size(); ++i)
        keys[i] = prefixed[i].second;
}

}

/// Lays the nodes out, depth first. Free units of the newest blocks form a ring, with unit 0 as its head.
class UnigramTrieBuilder {
public:
    UnigramTrieBuilder(UnigramTrie& trie, const std::vector<UnigramTrie::Key>& keys)
        : m_units(trie.m_units), m_keys(keys), m_next(kBlock), m_previous(kBlock), m_taken(kBlock, true) {
        std::uint32_t root = UnigramTrie::kDead;
        m_waiting.push_back({0, keys.size(), 0, 0});
        while (!m_waiting.empty()) {
            const Range range = m_waiting.back();
            m_waiting.pop_back();
            const std::uint32_t node = place(range);
            if (range.depth == 0)
                root = node;
            else
                m_units[range.unit].bits |= node << UnigramTrie::kNodeShift;
        }
        trie.m_root = root;
    }

private:
    /// Keys [begin, end) share their first `depth` bytes, which end at `unit`.
    struct Range {
        std::size_t begin, end, depth;
        std::uint32_t unit;
    };

    std::uint8_t byteAt(std::size_t key, std::size_t depth) const {
        return static_cast<std::uint8_t>(m_keys[key].first[depth]);
    }

    /// Gives the node of a range its children; returns it.
    std::uint32_t place(Range range) {
        if (range.depth > 0 && m_keys[range.begin].first.size() == range.depth)
            m_units[range.unit].value = m_keys[range.begin++].second;
        m_labels.clear();
        for (std::size_t key = range.begin; key < range.end; ++key)
            if (const std::uint8_t byte = byteAt(key, range.depth); m_labels.empty() || m_labels.back() != byte)
                m_labels.push_back(byte);
        if (m_labels.empty()) return UnigramTrie::kDead;
        const std::uint32_t node = freeNode();
        m_taken[node] = true;
        for (const std::uint8_t label : m_labels)
            take(node ^ label, label);
        for (std::size_t end = range.end; end > range.begin;) {
            const std::uint8_t label = byteAt(end - 1, range.depth);
            std::size_t begin = end - 1;
            while (begin > range.begin && byteAt(begin - 1, range.depth) == label)
                --begin;
            m_waiting.push_back({begin, end, range.depth + 1, node ^ label});
            end = begin;
        }
        return node;
    }

    /// A node that no other has, all of whose children's units are free.
    std::uint32_t freeNode() {
        int tries = 0;
        for (std::uint32_t unit = m_next[0]; unit != 0 && tries < kMaxTries; unit = m_next[unit], ++tries)
            if (const std::uint32_t node = unit ^ m_labels.front(); fits(node)) return node;
        return openBlock() ^ m_labels.front();
    }

    bool fits(std::uint32_t node) const {
        return !m_taken[node] && std::all_of(m_labels.begin(), m_labels.end(), [&](std::uint8_t label) {
            return (m_units[node ^ label].bits & UnigramTrie::kUsed) == 0;
        });
    }

    void take(std::uint32_t unit, std::uint8_t label) {
        m_units[unit].bits = UnigramTrie::kUsed | label;
        unlink(unit);
    }

    void unlink(std::uint32_t unit) {
        m_next[m_previous[unit]] = m_next[unit];
        m_previous[m_next[unit]] = m_previous[unit];
    }

    /// Adds a block of free units, and forgets those of the oldest open one; returns the first.
    std::uint32_t openBlock() {
        const auto first = static_cast<std::uint32_t>(m_units.size());
        if (first >= kMaxUnits)
            failBadInput("the vocabulary is too large", {}, "its tokens together may have some 8 million bytes");
        m_units.resize(first + kBlock);
        m_next.resize(first + kBlock);
        m_previous.resize(first + kBlock);
        m_taken.resize(first + kBlock, false);
        for (std::uint32_t unit = first; unit < first + kBlock; ++unit) {
            const std::uint32_t last = m_previous[0];
            m_next[last] = unit;
            m_previous[unit] = last;
            m_next[unit] = 0;
            m_previous[0] = unit;
        }
        if (first >= (kOpenBlocks + 1) * kBlock) closeBlock(first - kOpenBlocks * kBlock);
        return first;
    }

    void closeBlock(std::uint32_t first) {
        for (std::uint32_t unit = first; unit < first + kBlock; ++unit)
            if ((m_units[unit].bits & UnigramTrie::kUsed) == 0) unlink(unit);
    }

    std::vector<UnigramTrie::Unit>& m_units;
    const std::vector<UnigramTrie::Key>& m_keys;
    std::vector<std::uint32_t> m_next, m_previous; ///< unit 0 is the ring's head; block 0 is never given away
    std::vector<bool> m_taken; ///< nodes in use: two nodes never share their place
    std::vector<std::uint8_t> m_labels;
    std::vector<Range> m_waiting;
};

UnigramTrie::UnigramTrie(std::vector<Key> keys) {
    sortKeys(keys);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (!keys[i].first.empty() && (i + 1 == keys.size() || keys[i + 1].first != keys[i].first))
            keys[kept++] = keys[i];
    keys.resize(kept);
    UnigramTrieBuilder(*this, keys);
}

std::optional<std::int32_t> UnigramTrie::find(std::string_view key) const {
    Step to {m_root, -1};
    for (const char byte : key)
        if (!step(to.node, static_cast<std::uint8_t>(byte), to)) return std::nullopt;
    return to.value < 0 ? std::nullopt : std::optional(to.value);
}

}
