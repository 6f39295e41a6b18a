// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/unigram.h"

#include "engine/base/error.h"
#include "engine/text/word_cache.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

namespace espalier {

namespace {

constexpr double kUnknownPenalty = 10.0;

UnigramTrie makeTrie(const std::vector<UnigramPiece>& pieces) {
    std::vector<UnigramTrie::Key> keys;
    keys.reserve(pieces.size());
    for (std::size_t id = 0; id < pieces.size(); ++id)
        keys.emplace_back(pieces[id].text, static_cast<std::int32_t>(id));
    return UnigramTrie(std::move(keys));
}

/// Bytes of the character that begins so; its text is cut off where it is not well-formed.
std::uint32_t characterBytes(char lead, std::size_t left) {
    const auto byte = static_cast<std::uint8_t>(lead);
    const std::uint32_t length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    return static_cast<std::uint32_t>(std::min<std::size_t>(length, left));
}

}

Unigram::Unigram(std::vector<UnigramPiece> pieces, const UnigramOptions& options)
    : m_pieces(std::move(pieces)), m_unknownId(options.unknownId), m_byteFallback(options.byteFallback),
      m_owner(WordCache::nextOwner()) {
    if (m_pieces.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
        failBadInput("the vocabulary is too large");
    if (m_unknownId && (*m_unknownId < 0 || *m_unknownId >= vocabularySize()))
        failBadInput("the unknown token's id " + std::to_string(*m_unknownId) + " is not in the vocabulary of "
                         + std::to_string(m_pieces.size()) + " pieces",
                     "unk_id", "fetch the model's tokenizer files again");
    m_scores.reserve(m_pieces.size());
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t id = 0; id < m_pieces.size(); ++id) {
        if (!std::isfinite(m_pieces[id].score))
            failBadInput("a piece's score is not a number", "piece " + std::to_string(id),
                         "fetch the model's tokenizer files again");
        least = std::min(least, m_pieces[id].score);
        m_scores.push_back(m_pieces[id].score);
        if (m_pieces[id].text.empty()) m_emptyId = static_cast<std::int32_t>(id);
    }
    m_unknownScore = least - kUnknownPenalty;
    m_trie = makeTrie(m_pieces);
    for (unsigned byte = 0; byte < m_byteIds.size(); ++byte) {
        char name[8];
        std::snprintf(name, sizeof name, "<0x%02X>", byte);
        m_byteIds[byte] = m_trie.find(name).value_or(-1);
    }
}

Unigram::~Unigram() = default;

void Unigram::addUnknown(std::uint32_t begin, Node& end, double score) const {
    if (end.begin != kUnreached && !(score > end.score)) return;
    if (!m_unknownId)
        failBadInput("a character is not in the vocabulary, which has no unknown token", "vocabulary: unk_id",
                     "add the unknown token to the vocabulary");
    end = {score, begin, *m_unknownId};
}

/// Viterbi, forward from each character's start along the trie.
void Unigram::findPaths(std::string_view piece, std::vector<Node>& nodes) const {
    nodes.assign(piece.size() + 1, {0.0, kUnreached, -1});
    const auto size = static_cast<std::uint32_t>(piece.size());
    for (std::uint32_t begin = 0; begin < size;) {
        const double score = nodes[begin].score;
        const std::uint32_t next = begin + characterBytes(piece[begin], size - begin);
        bool single = false;
        UnigramTrie::Step at {m_trie.root(), -1};
        for (std::uint32_t end = begin;
             end < size && m_trie.step(at.node, static_cast<std::uint8_t>(piece[end]), at);) {
            ++end;
            if (at.value < 0) continue;
            const double candidate = score + m_scores[static_cast<std::size_t>(at.value)];
            if (Node& node = nodes[end]; node.begin == kUnreached || candidate > node.score)
                node = {candidate, begin, at.value};
            single = single || end == next;
        }
        if (!single) addUnknown(begin, nodes[next], score + m_unknownScore);
        begin = next;
    }
}

void Unigram::tokenize(std::string_view piece, std::vector<ModelToken>& out) const {
    if (piece.size() >= kUnreached) failBadInput("a text is too long to tokenize", {}, "split it");
    thread_local std::vector<Node> nodes;
    thread_local std::vector<ModelToken> reversed;
    findPaths(piece, nodes);
    reversed.clear();
    for (auto end = static_cast<std::uint32_t>(piece.size()); end > 0; end = nodes[end].begin) {
        const ModelToken token {nodes[end].id, nodes[end].begin, end};
        if (token.id == m_unknownId && !reversed.empty() && reversed.back().id == token.id)
            reversed.back().begin = token.begin;
        else
            reversed.push_back(token);
    }
    for (auto token = reversed.rbegin(); token != reversed.rend(); ++token) {
        if (token->id == m_unknownId)
            resolveUnknown(piece, *token, out);
        else
            out.push_back(*token);
    }
    constexpr std::size_t kKeptNodes = 1u << 16;
    if (nodes.capacity() > kKeptNodes) std::vector<Node>().swap(nodes);
    if (reversed.capacity() > kKeptNodes) std::vector<ModelToken>().swap(reversed);
}

/// As the reference: unknown text laid end to end may be a piece after all; else it becomes its bytes, or unknown.
void Unigram::resolveUnknown(std::string_view piece, ModelToken token, std::vector<ModelToken>& out) const {
    const std::string_view text = piece.substr(token.begin, token.end - token.begin);
    if (const auto found = m_trie.find(text)) {
        out.push_back({*found, token.begin, token.end});
        return;
    }
    const auto idOf = [this](char byte) { return m_byteIds[static_cast<std::uint8_t>(byte)]; };
    if (m_byteFallback && std::all_of(text.begin(), text.end(), [&](char byte) { return idOf(byte) >= 0; })) {
        for (const char byte : text)
            out.push_back({idOf(byte), token.begin, token.end});
        return;
    }
    out.push_back(token);
}

void Unigram::tokenizeIds(std::string_view piece, std::vector<std::int32_t>& ids) const {
    WordCache::ofThread(m_owner).append(piece, ids, [&](std::string_view text) {
        thread_local std::vector<ModelToken> tokens;
        tokens.clear();
        tokenize(text, tokens);
        for (const ModelToken& token : tokens)
            ids.push_back(token.id);
    });
}

std::string Unigram::token(std::int32_t id) const {
    return id < 0 || id >= vocabularySize() ? std::string() : m_pieces[static_cast<std::size_t>(id)].text;
}

std::optional<std::int32_t> Unigram::id(std::string_view token) const {
    return token.empty() ? m_emptyId : m_trie.find(token);
}

}
