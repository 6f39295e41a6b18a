// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/word_models.h"

#include "engine/base/error.h"

namespace espalier {

namespace {

std::string textOf(const Vocabulary& vocabulary, std::int32_t id) {
    const std::string* text = vocabulary.token(id);
    return text == nullptr ? std::string() : *text;
}

}

void WordLevel::tokenize(std::string_view piece, std::vector<ModelToken>& out) const {
    auto found = m_vocabulary.id(piece);
    if (!found) found = unknownId();
    if (!found)
        failBadInput("a word is not in the vocabulary, which has no unknown token", "vocabulary: " + m_unknownToken,
                     "add the unknown token to the vocabulary");
    out.push_back({*found, 0, static_cast<std::uint32_t>(piece.size())});
}

std::string WordLevel::token(std::int32_t id) const {
    return textOf(m_vocabulary, id);
}

void WordPieceModel::tokenize(std::string_view piece, std::vector<ModelToken>& out) const {
    thread_local std::vector<WordPieceToken> tokens;
    tokens.clear();
    m_model.tokenize(piece, tokens);
    for (const WordPieceToken& token : tokens)
        out.push_back({token.id, static_cast<std::uint32_t>(token.begin), static_cast<std::uint32_t>(token.end)});
}

std::string WordPieceModel::token(std::int32_t id) const {
    return textOf(m_vocabulary, id);
}

}
