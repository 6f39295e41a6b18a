// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace espalier {

/// Remembers the ids of short words: a fixed table where a new word takes the place of the one with its hash. 512 KiB.
class WordCache {
public:
    /// A word and its ids, in one cache line.
    struct Entry {
        static constexpr std::size_t kBytes = 30, kIds = 8;
        std::uint8_t length = 0, count = 0; ///< count 0: empty
        char word[kBytes];
        std::int32_t ids[kIds];
    };
    static_assert(sizeof(Entry) == 64);

    /// Forgets everything if it was filled for another owner.
    void use(std::uint64_t owner) {
        if (owner == m_owner) return;
        m_entries.assign(kEntries, {});
        m_owner = owner;
    }
    /// The entry where this word belongs; null for a word too long to keep.
    Entry* slot(std::string_view word) {
        return word.size() > Entry::kBytes ? nullptr : &m_entries[hash(word) & (kEntries - 1)];
    }
    static bool holds(const Entry& entry, std::string_view word) {
        return entry.count > 0 && entry.length == word.size() && std::memcmp(entry.word, word.data(), word.size()) == 0;
    }
    static void store(Entry& entry, std::string_view word, const std::int32_t* ids, std::size_t count) {
        if (count == 0 || count > Entry::kIds) return;
        entry.length = static_cast<std::uint8_t>(word.size());
        entry.count = static_cast<std::uint8_t>(count);
        std::memcpy(entry.word, word.data(), word.size());
        std::memcpy(entry.ids, ids, count * sizeof *ids);
    }

private:
    static constexpr std::size_t kEntries = 8192;

    static std::uint64_t hash(std::string_view word) {
        std::uint64_t value = word.size() * 0x9E3779B97F4A7C15u;
        while (word.size() >= 8) {
            value = mix(value, load(word.substr(0, 8)));
            word.remove_prefix(8);
        }
        if (!word.empty()) value = mix(value, load(word));
        return value ^ (value >> 32);
    }
    static std::uint64_t load(std::string_view bytes) {
        std::uint64_t value = 0;
        std::memcpy(&value, bytes.data(), bytes.size());
        return value;
    }
    static std::uint64_t mix(std::uint64_t value, std::uint64_t more) {
        value = (value ^ more) * 0xFF51AFD7ED558CCDu;
        return value ^ (value >> 29);
    }

    std::uint64_t m_owner = 0;
    std::vector<Entry> m_entries;
};

}
