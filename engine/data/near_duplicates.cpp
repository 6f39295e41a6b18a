// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/text_groups.h"

#include "engine/data/text_key.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace espalier {
namespace {

constexpr double kSimilar = 0.9;
// 16 bands of 8: a pair of index 0.9 is met with probability 1 - (1 - 0.9^8)^16 = 0.9999, one of 0.5 with 0.06.
constexpr std::size_t kBands = 16, kBandRows = 8, kHashes = kBands * kBandRows;
/// Kept texts of one bucket that a newcomer is held against: bounds the work where thousands share a template.
constexpr std::size_t kBucketLeaders = 32;

using Shingles = std::vector<std::uint32_t>; ///< hashes, ascending, each once

struct Entry {
    std::int64_t row = 0;
    Shingles shingles;
};

struct HashFamily {
    std::array<std::uint64_t, kHashes> factor, offset;
    HashFamily() {
        for (std::size_t i = 0; i < kHashes; ++i) {
            factor[i] = mixBits(2 * i + 1) | 1;
            offset[i] = mixBits(2 * i + 2);
        }
    }
};

void addShingles(const std::vector<std::uint64_t>& words, std::uint64_t salt, Shingles& shingles) {
    const std::size_t width = std::min<std::size_t>(3, words.size());
    for (std::size_t i = 0; width > 0 && i + width <= words.size(); ++i) {
        std::uint64_t hash = salt;
        for (std::size_t j = 0; j < width; ++j)
            hash = mixBits(hash * 0x9E3779B97F4A7C15ull + words[i + j]);
        shingles.push_back(static_cast<std::uint32_t>(hash));
    }
}

Shingles shinglesOf(const Example& example) {
    Shingles shingles;
    addShingles(wordHashes(example.text), 1, shingles);
    if (!example.pair.empty()) addShingles(wordHashes(example.pair), 2, shingles);
    std::sort(shingles.begin(), shingles.end());
    shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
    return shingles;
}

bool similar(const Shingles& a, const Shingles& b) {
    const std::size_t small = std::min(a.size(), b.size()), large = std::max(a.size(), b.size());
    if (static_cast<double>(small) < kSimilar * static_cast<double>(large)) return false;
    std::size_t common = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i] == b[j])
            ++common, ++i, ++j;
        else if (a[i] < b[j])
            ++i;
        else
            ++j;
    }
    return static_cast<double>(common) >= kSimilar * static_cast<double>(a.size() + b.size() - common);
}

std::array<std::uint64_t, kBands> bandKeys(const HashFamily& family, const Shingles& shingles) {
    std::array<std::uint32_t, kHashes> least;
    least.fill(std::numeric_limits<std::uint32_t>::max());
    for (const std::uint64_t shingle : shingles)
        for (std::size_t i = 0; i < kHashes; ++i)
            least[i]
                = std::min(least[i], static_cast<std::uint32_t>((family.factor[i] * shingle + family.offset[i]) >> 32));
    std::array<std::uint64_t, kBands> keys;
    for (std::size_t band = 0; band < kBands; ++band) {
        keys[band] = band;
        for (std::size_t i = 0; i < kBandRows; ++i)
            keys[band] = mixBits(keys[band] * 31 + least[band * kBandRows + i]);
    }
    return keys;
}

/// Buckets that hold more than one entry: per entry, the buckets it is in.
class Buckets {
public:
    explicit Buckets(const std::vector<Entry>& entries) : m_of(entries.size()) {
        const HashFamily family;
        std::vector<std::array<std::uint64_t, kBands>> keys;
        keys.reserve(entries.size());
        for (const Entry& entry : entries)
            keys.push_back(bandKeys(family, entry.shingles));
        std::vector<std::pair<std::uint64_t, std::uint32_t>> band(entries.size());
        for (std::size_t b = 0; b < kBands; ++b) {
            for (std::size_t i = 0; i < entries.size(); ++i)
                band[i] = {keys[i][b], static_cast<std::uint32_t>(i)};
            std::sort(band.begin(), band.end());
            addBand(band);
        }
    }

    /// The entry's earliest kept look-alike; where there is none the entry is kept from now on.
    std::size_t leaderOf(std::size_t entry, const std::vector<Entry>& entries) {
        std::size_t leader = entry;
        for (const auto bucket : m_of[entry])
            for (const auto kept : m_kept[bucket])
                if (kept < leader && similar(entries[kept].shingles, entries[entry].shingles)) leader = kept;
        if (leader == entry)
            for (const auto bucket : m_of[entry])
                if (m_kept[bucket].size() < kBucketLeaders) m_kept[bucket].push_back(static_cast<std::uint32_t>(entry));
        return leader;
    }

private:
    void addBand(const std::vector<std::pair<std::uint64_t, std::uint32_t>>& band) {
        for (std::size_t start = 0, end = 0; start < band.size(); start = end) {
            while (end < band.size() && band[end].first == band[start].first)
                ++end;
            if (end - start < 2) continue;
            for (std::size_t i = start; i < end; ++i)
                m_of[band[i].second].push_back(static_cast<std::uint32_t>(m_kept.size()));
            m_kept.emplace_back();
        }
    }

    std::vector<std::vector<std::uint32_t>> m_of, m_kept;
};

/// Texts of the very same shingles (they differ in punctuation or case) are settled here; the rest is returned.
std::vector<Entry> distinctEntries(const std::vector<Example>& examples, const std::vector<bool>& wanted,
                                   std::vector<std::int64_t>& leaders) {
    std::vector<Entry> entries;
    std::unordered_map<std::uint64_t, std::size_t> known;
    for (std::size_t row = 0; row < examples.size(); ++row) {
        if (!wanted[row]) continue;
        Shingles shingles = shinglesOf(examples[row]);
        if (shingles.empty()) continue;
        std::uint64_t hash = 0;
        for (const auto shingle : shingles)
            hash = mixBits(hash * 31 + shingle);
        const auto [found, fresh] = known.try_emplace(hash, entries.size());
        if (fresh)
            entries.push_back({static_cast<std::int64_t>(row), std::move(shingles)});
        else
            leaders[row] = entries[found->second].row;
    }
    return entries;
}

}

std::vector<std::int64_t> nearTextLeaders(const std::vector<Example>& examples, const std::vector<bool>& wanted) {
    std::vector<std::int64_t> leaders(examples.size());
    std::iota(leaders.begin(), leaders.end(), 0);
    const std::vector<Entry> entries = distinctEntries(examples, wanted, leaders);
    Buckets buckets(entries);
    for (std::size_t i = 0; i < entries.size(); ++i)
        leaders[static_cast<std::size_t>(entries[i].row)] = entries[buckets.leaderOf(i, entries)].row;
    // Those of the same shingles follow their first into its group.
    for (auto& leader : leaders)
        leader = leaders[static_cast<std::size_t>(leader)];
    return leaders;
}

}
