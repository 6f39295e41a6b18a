// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/error.h"
#include "engine/text/sentencepiece_model.h"
#include "engine/text/unicode.h"
#include "engine/text/unigram_trie.h"

#include <algorithm>
#include <tuple>

namespace espalier {

namespace {

constexpr std::size_t kMaxMerges = 1u << 24;

/// Finds every prefix and every suffix of a piece that is a piece, each in one walk.
class SplitFinder {
public:
    explicit SplitFinder(const std::vector<SentencePiece>& pieces) {
        std::vector<UnigramTrie::Key> keys, backwardKeys;
        m_reversed.reserve(pieces.size());
        for (std::size_t id = 0; id < pieces.size(); ++id) {
            m_reversed.emplace_back(pieces[id].text.rbegin(), pieces[id].text.rend());
            keys.emplace_back(pieces[id].text, static_cast<std::int32_t>(id));
            backwardKeys.emplace_back(m_reversed.back(), static_cast<std::int32_t>(id));
        }
        m_forward = UnigramTrie(std::move(keys));
        m_backward = UnigramTrie(std::move(backwardKeys));
    }

    /// The piece's last id, as a dictionary of the pieces would have it.
    std::int32_t idOf(const std::string& text) const { return m_forward.find(text).value_or(-1); }

    /// Appends the splits of a piece, sorted by (left id, right id).
    void appendSplits(const std::string& text, std::int32_t id, std::vector<SentencePieceMerge>& merges) {
        m_suffixes.assign(text.size(), -1);
        UnigramTrie::Step at {m_backward.root(), -1};
        for (std::size_t begin = text.size(); begin-- > 1;) {
            if (!m_backward.step(at.node, static_cast<std::uint8_t>(text[begin]), at)) break;
            m_suffixes[begin] = at.value;
        }
        const auto before = static_cast<std::ptrdiff_t>(merges.size());
        at = {m_forward.root(), -1};
        for (std::size_t end = 1; end < text.size(); ++end) {
            if (!m_forward.step(at.node, static_cast<std::uint8_t>(text[end - 1]), at)) break;
            if (at.value >= 0 && m_suffixes[end] >= 0) merges.push_back({at.value, m_suffixes[end], id});
        }
        std::sort(merges.begin() + before, merges.end(), [](const SentencePieceMerge& a, const SentencePieceMerge& b) {
            return std::pair(a.left, a.right) < std::pair(b.left, b.right);
        });
    }

private:
    std::vector<std::string> m_reversed;
    UnigramTrie m_forward, m_backward;
    std::vector<std::int32_t> m_suffixes; ///< by where they begin; -1: not a piece
};

/// Python sorts stably in reverse too, so merges alike in all of this keep the order they were found in.
void sortMerges(std::vector<SentencePieceMerge>& merges, const std::vector<SentencePiece>& pieces,
                const std::vector<std::int64_t>& lengths, MergeOrder order) {
    const auto key = [&](const SentencePieceMerge& merge) {
        const double rank = order == MergeOrder::ById
            ? static_cast<double>(merge.merged)
            : static_cast<double>(pieces[static_cast<std::size_t>(merge.merged)].score);
        return std::tuple(rank, lengths[static_cast<std::size_t>(merge.left)],
                          lengths[static_cast<std::size_t>(merge.right)]);
    };
    std::stable_sort(merges.begin(), merges.end(), [&](const SentencePieceMerge& a, const SentencePieceMerge& b) {
        return order == MergeOrder::ById ? key(a) < key(b) : key(b) < key(a);
    });
}

}

std::vector<SentencePieceMerge> sentencePieceMerges(const std::vector<SentencePiece>& pieces, MergeOrder order) {
    SplitFinder finder(pieces);
    std::vector<SentencePieceMerge> merges;
    std::vector<std::int64_t> lengths; // in code points
    std::vector<bool> met(pieces.size(), false);
    for (const SentencePiece& piece : pieces) {
        lengths.push_back(unicode::countCodePoints(piece.text));
        const std::int32_t id = finder.idOf(piece.text);
        if (met[static_cast<std::size_t>(id)]) continue;
        met[static_cast<std::size_t>(id)] = true;
        finder.appendSplits(piece.text, id, merges);
        if (merges.size() > kMaxMerges)
            failBadInput("the vocabulary has too many merges", {}, "use the model's tokenizer.json");
    }
    sortMerges(merges, pieces, lengths, order);
    return merges;
}

}
