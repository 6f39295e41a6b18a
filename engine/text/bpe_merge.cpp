// SPDX-License-Identifier: GPL-3.0-or-later
// How Bpe merges the symbols of a word.
#include "engine/text/bpe.h"

#include <algorithm>
#include <queue>

namespace espalier {

namespace {

constexpr std::size_t kShort = 48; ///< up to here looking at all pairs again is quicker than a heap

/// A pair in the heap of a long word; stale once one of its two has been merged.
struct Candidate {
    std::uint32_t rank, place;
    std::int32_t id;
    /// For a heap that gives the lowest rank, and of equal ones the leftmost.
    bool operator<(const Candidate& other) const {
        return rank != other.rank ? rank > other.rank : place > other.place;
    }
};

}

void Bpe::merge(std::vector<Symbol>& symbols) const {
    if (symbols.size() <= kShort)
        mergeShort(symbols);
    else
        mergeLong(symbols);
}

void Bpe::mergeShort(std::vector<Symbol>& symbols) const {
    std::array<MergeTable::Merge, kShort> merges; // of each symbol with the next
    std::size_t count = symbols.size();
    for (std::size_t i = 0; i + 1 < count; ++i)
        merges[i] = m_merges.find(symbols[i].id, symbols[i + 1].id);
    while (count > 1) {
        std::size_t best = 0;
        for (std::size_t i = 1; i + 1 < count; ++i)
            if (merges[i].rank < merges[best].rank) best = i;
        if (merges[best].rank == MergeTable::kNever) break;
        symbols[best] = {merges[best].id, symbols[best].bytes + symbols[best + 1].bytes};
        for (std::size_t i = best + 1; i + 1 < count; ++i) {
            symbols[i] = symbols[i + 1];
            merges[i] = merges[i + 1];
        }
        --count;
        if (best + 1 < count) merges[best] = m_merges.find(symbols[best].id, symbols[best + 1].id);
        if (best > 0) merges[best - 1] = m_merges.find(symbols[best - 1].id, symbols[best].id);
    }
    symbols.resize(count);
}

void Bpe::mergeLong(std::vector<Symbol>& symbols) const {
    constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
    const auto count = static_cast<std::uint32_t>(symbols.size());
    std::vector<std::uint32_t> next(count), previous(count);
    std::vector<bool> gone(count);
    std::priority_queue<Candidate> heap;
    const auto consider = [&](std::uint32_t place) {
        if (place == kNone || next[place] == kNone) return;
        const MergeTable::Merge found = m_merges.find(symbols[place].id, symbols[next[place]].id);
        if (found.rank != MergeTable::kNever) heap.push({found.rank, place, found.id});
    };
    for (std::uint32_t i = 0; i < count; ++i) {
        previous[i] = i == 0 ? kNone : i - 1;
        next[i] = i + 1 == count ? kNone : i + 1;
    }
    for (std::uint32_t i = 0; i < count; ++i)
        consider(i);
    while (!heap.empty()) {
        const Candidate top = heap.top();
        heap.pop();
        if (gone[top.place] || next[top.place] == kNone) continue;
        const std::uint32_t right = next[top.place];
        const MergeTable::Merge now = m_merges.find(symbols[top.place].id, symbols[right].id);
        if (now.rank == MergeTable::kNever || now.id != top.id) continue;
        symbols[top.place] = {top.id, symbols[top.place].bytes + symbols[right].bytes};
        gone[right] = true;
        next[top.place] = next[right];
        if (next[right] != kNone) previous[next[right]] = top.place;
        consider(previous[top.place]);
        consider(top.place);
    }
    std::size_t kept = 0;
    for (std::uint32_t i = 0; i < count; ++i)
        if (!gone[i]) symbols[kept++] = symbols[i];
    symbols.resize(kept);
}

}
