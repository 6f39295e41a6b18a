// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/token_model.h"
#include "engine/text/unigram_trie.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// A piece of a Unigram vocabulary; its id is its place there.
struct UnigramPiece {
    std::string text;
    double score; ///< log-probability
};

struct UnigramOptions {
    std::optional<std::int32_t> unknownId;
    bool byteFallback = false; ///< unknown text becomes <0x00> to <0xFF>, where the vocabulary has all it needs
};

/// The score that the reference takes from tokenizer.json for a number that a correct reader reads as `score`: its
/// reader rounds twice, so one in seven is off in the last place, which decides between paths of equal scores. A score
/// from a SentencePiece model needs none of that.
double scoreAsJsonReads(double score);

/// Splits a piece of text into the pieces with the greatest sum of scores (Kudo 2018), as the reference does: of equal
/// paths the one found first from the left; unknown characters side by side are one token.
class Unigram final : public TokenModel {
public:
    /// Throws Exception where the unknown id is not a piece's, or a score is not a number.
    Unigram(std::vector<UnigramPiece> pieces, const UnigramOptions& options);
    ~Unigram() override;

    /// Work: the piece's bytes × the longest token's. Throws Exception where there is an unknown character and no
    /// unknown token.
    void tokenize(std::string_view piece, std::vector<ModelToken>& out) const override;
    /// Appends the ids alone: the fast path. Remembers short pieces, one store for each thread.
    void tokenizeIds(std::string_view piece, std::vector<std::int32_t>& ids) const;

    std::string token(std::int32_t id) const override;
    std::optional<std::int32_t> id(std::string_view token) const override;
    std::int64_t vocabularySize() const override { return static_cast<std::int64_t>(m_pieces.size()); }
    std::optional<std::int32_t> unknownId() const override { return m_unknownId; }
    std::string kind() const override { return "unigram"; }

private:
    /// The best path to the end of a prefix: its score, where its last token begins, and that token.
    struct Node {
        double score;
        std::uint32_t begin;
        std::int32_t id;
    };
    static constexpr std::uint32_t kUnreached = UINT32_MAX;

    void findPaths(std::string_view piece, std::vector<Node>& nodes) const;
    void addUnknown(std::uint32_t begin, Node& end, double score) const;
    void resolveUnknown(std::string_view piece, ModelToken token, std::vector<ModelToken>& out) const;

    std::vector<UnigramPiece> m_pieces;
    std::vector<double> m_scores; ///< the pieces' again, close together
    std::optional<std::int32_t> m_unknownId, m_emptyId; ///< the empty piece is not in the trie
    double m_unknownScore;
    bool m_byteFallback;
    UnigramTrie m_trie;
    std::array<std::int32_t, 256> m_byteIds; ///< -1 where the vocabulary has no such token
    std::uint64_t m_owner;
};

}
