// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace espalier {

/// Remembers the ids of short words: a fixed table where a new word takes the place of the one with its hash. 512 KiB.
class WordCache {
public:
    static constexpr std::size_t kBytes = 24, kIds = 8;

    /// A number of its own for each tokenizer, so that a thread's cache knows whose words it holds.
    static std::uint64_t nextOwner();
    /// This thread's cache, holding nothing but this owner's words.
    static WordCache& ofThread(std::uint64_t owner);
    /// Appends a word's ids: those that are remembered, or else those that tokenize(word) appends to `ids`.
    template <typename Tokenize>
    void append(std::string_view word, std::vector<std::int32_t>& ids, Tokenize&& tokenize) {
        if (word.size() > kBytes) return tokenize(word);
        const Key key = keyOf(word);
        Entry& entry = m_entries[hash(key) >> kShift];
        if (entry.holds(key)) {
            for (std::uint32_t i = 0; i < entry.count; ++i)
                ids.push_back(entry.ids[i]);
            return;
        }
        const std::size_t before = ids.size();
        tokenize(word);
        entry.store(key, ids.data() + before, ids.size() - before);
    }

private:
    /// A short word in whole machine words, filled up with zeros.
    struct Key {
        std::array<std::uint64_t, kBytes / 8> bytes {};
        std::uint32_t length = 0;
        bool operator==(const Key&) const = default;
    };
    /// Of a word of at most kBytes.
    static Key keyOf(std::string_view word) {
        Key key;
        std::memcpy(key.bytes.data(), word.data(), word.size());
        key.length = static_cast<std::uint32_t>(word.size());
        return key;
    }

    /// A word and its ids, in one cache line.
    struct alignas(64) Entry {
        std::array<std::uint64_t, kBytes / 8> bytes {};
        std::uint32_t length = 0, count = 0; ///< count 0: empty
        std::array<std::int32_t, kIds> ids {};

        bool holds(const Key& key) const { return count > 0 && length == key.length && bytes == key.bytes; }
        void store(const Key& key, const std::int32_t* from, std::size_t size) {
            if (size == 0 || size > kIds) return;
            bytes = key.bytes;
            length = key.length;
            count = static_cast<std::uint32_t>(size);
            std::memcpy(ids.data(), from, size * sizeof *from);
        }
    };
    static_assert(sizeof(Entry) == 64);

    void use(std::uint64_t owner) {
        if (owner == m_owner) return;
        m_entries.assign(kEntries, {});
        m_owner = owner;
    }

    static constexpr std::size_t kEntries = 8192;
    static constexpr int kShift = 64 - 13;

    static std::uint64_t hash(const Key& key) {
        std::uint64_t value = key.length;
        for (const std::uint64_t part : key.bytes) {
            value = (value ^ part) * 0x9E3779B97F4A7C15u;
            value ^= value >> 32;
        }
        return value * 0x9E3779B97F4A7C15u;
    }

    std::uint64_t m_owner = 0;
    std::vector<Entry> m_entries;
};

}
