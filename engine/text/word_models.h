// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/token_model.h"
#include "engine/text/vocabulary.h"
#include "engine/text/wordpiece.h"

#include <string>

namespace espalier {

/// Whole words, each one token.
class WordLevel final : public TokenModel {
public:
    WordLevel(Vocabulary vocabulary, std::string unknownToken)
        : m_vocabulary(std::move(vocabulary)), m_unknownToken(std::move(unknownToken)) { }

    void tokenize(std::string_view piece, std::vector<ModelToken>& out) const override;
    std::string token(std::int32_t id) const override;
    std::optional<std::int32_t> id(std::string_view token) const override { return m_vocabulary.id(token); }
    std::int64_t vocabularySize() const override { return m_vocabulary.size(); }
    std::optional<std::int32_t> unknownId() const override { return m_vocabulary.id(m_unknownToken); }
    std::string kind() const override { return "word_level"; }

private:
    Vocabulary m_vocabulary;
    std::string m_unknownToken;
};

/// WordPiece behind a pipeline that is not BERT's.
class WordPieceModel final : public TokenModel {
public:
    WordPieceModel(Vocabulary vocabulary, const WordPieceOptions& options)
        : m_vocabulary(std::move(vocabulary)), m_model(m_vocabulary, options) { }

    void tokenize(std::string_view piece, std::vector<ModelToken>& out) const override;
    std::string token(std::int32_t id) const override;
    std::optional<std::int32_t> id(std::string_view token) const override { return m_vocabulary.id(token); }
    std::int64_t vocabularySize() const override { return m_vocabulary.size(); }
    std::optional<std::int32_t> unknownId() const override { return m_model.unknownId(); }
    std::string kind() const override { return "wordpiece"; }

private:
    Vocabulary m_vocabulary;
    WordPiece m_model;
};

}
