// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/wordpiece_tokenizer.h"

#include "engine/text/id_stream.h"
#include "engine/text/pre_tokenizer.h"
#include "engine/text/text_input.h"

#include <limits>

namespace espalier {

namespace {

class WordPieceTokenizer final : public Tokenizer {
public:
    explicit WordPieceTokenizer(WordPieceSpec spec)
        : m_spec(std::move(spec)), m_model(m_spec.vocabulary, m_spec.model), m_ascii(m_spec.normalizer) { }

    Encoding encode(std::string_view text, const EncodeOptions& options) const override;
    Encoding encodePair(std::string_view text, std::string_view pair, const EncodeOptions& options) const override;
    bool encodeIds(std::string_view text, std::vector<std::int32_t>& ids, const EncodeOptions& options) const override;
    std::string decode(const std::vector<std::int32_t>& ids, bool skipSpecialTokens) const override;
    std::string joinTokens(const std::vector<std::string>& tokens) const override;
    std::string token(std::int32_t id) const override;
    std::optional<std::int32_t> id(std::string_view token) const override;

    std::string kind() const override { return "wordpiece"; }
    std::int64_t vocabularySize() const override;
    std::int32_t padId() const override { return id(m_spec.padToken).value_or(0); }
    std::optional<std::int32_t> unknownId() const override { return id(m_spec.model.unknownToken); }
    std::string fingerprint() const override { return m_spec.fingerprint; }
    std::vector<std::string> files() const override { return m_spec.files; }

private:
    Encoding tokenize(std::string_view text) const;
    void tokenizePiece(const AlignedText& piece, Encoding& result, std::int32_t& word) const;
    void tokenizeWords(const AlignedText& piece, const TextPiece& part, Encoding& result, std::int32_t& word) const;
    const std::string* find(std::int32_t id) const;
    bool idsAlone(std::string_view text, std::vector<std::int32_t>& ids, std::int64_t budget) const;

    WordPieceSpec m_spec;
    WordPiece m_model;
    AsciiTable m_ascii;
    std::uint64_t m_owner = WordCache::nextOwner();
};

void addToken(Encoding& result, std::int32_t id, Alignment alignment, std::int32_t word) {
    result.ids.push_back(id);
    result.offsets.emplace_back(alignment.start, alignment.end);
    result.wordIds.push_back(word);
}

Encoding WordPieceTokenizer::tokenize(std::string_view given) const {
    const WellFormed wellFormed(given);
    const std::string_view text = wellFormed.view();
    Encoding result;
    AlignedText normal;
    std::int32_t word = 0;
    const std::vector<TextPiece> pieces = m_spec.added.splitRaw(text);
    const bool plain = pieces.size() == 1 && pieces.front().id < 0;
    const CharacterIndex characters(plain ? std::string_view() : text);
    for (const TextPiece& piece : pieces) {
        if (piece.id >= 0) {
            addToken(result, piece.id, {characters[piece.begin], characters[piece.end]}, word++);
            continue;
        }
        normal.clear();
        normalize(m_spec.normalizer, text.substr(piece.begin, piece.end - piece.begin), characters[piece.begin],
                  normal);
        tokenizePiece(normal, result, word);
    }
    return result;
}

void WordPieceTokenizer::tokenizePiece(const AlignedText& piece, Encoding& result, std::int32_t& word) const {
    for (const TextPiece& part : m_spec.added.splitNormalized(piece.text)) {
        if (part.id >= 0)
            addToken(result, part.id, piece.covering(part.begin, part.end), word++);
        else
            tokenizeWords(piece, part, result, word);
    }
}

void WordPieceTokenizer::tokenizeWords(const AlignedText& piece, const TextPiece& part, Encoding& result,
                                       std::int32_t& word) const {
    const std::string_view text = std::string_view(piece.text).substr(part.begin, part.end - part.begin);
    std::vector<WordPieceToken> tokens;
    forEachWord(text, [&](std::size_t begin, std::size_t end) {
        tokens.clear();
        m_model.tokenize(text.substr(begin, end - begin), tokens);
        const std::size_t base = part.begin + begin;
        for (const auto& token : tokens)
            addToken(result, token.id, piece.covering(base + token.begin, base + token.end), word);
        ++word;
    });
}

Encoding WordPieceTokenizer::encode(std::string_view text, const EncodeOptions& options) const {
    const auto& parts = m_spec.postProcessor.single;
    Encoding first = tokenize(text);
    const std::int64_t budget = tokenBudget(parts, options);
    if (budget >= 0) cutTo(first, cutLengths(first.ids.size(), 0, budget, options.strategy).first, m_spec.truncateLeft);
    return assemble(parts, first, nullptr, options.addSpecialTokens);
}

Encoding WordPieceTokenizer::encodePair(std::string_view text, std::string_view pair,
                                        const EncodeOptions& options) const {
    const auto& parts = m_spec.postProcessor.pair;
    Encoding first = tokenize(text), second = tokenize(pair);
    const std::int64_t budget = tokenBudget(parts, options);
    if (budget >= 0) {
        const auto [firstLength, secondLength]
            = cutLengths(first.ids.size(), second.ids.size(), budget, options.strategy);
        cutTo(first, firstLength, m_spec.truncateLeft);
        cutTo(second, secondLength, m_spec.truncateLeft);
    }
    return assemble(parts, first, &second, options.addSpecialTokens);
}

/// Appends the text's ids, at most `budget` (negative: all); returns whether some were cut.
bool WordPieceTokenizer::idsAlone(std::string_view given, std::vector<std::int32_t>& ids, std::int64_t budget) const {
    const WellFormed wellFormed(given);
    const std::string_view text = wellFormed.view();
    const std::size_t begin = ids.size();
    const auto limit = static_cast<std::size_t>(budget); // negative: more than there can be
    IdStream stream(m_model, m_spec.normalizer, m_ascii, WordCache::ofThread(m_owner), ids,
                    m_spec.truncateLeft ? std::numeric_limits<std::size_t>::max() : limit);
    if (!m_spec.added.mayHoldRaw(text)) {
        stream.run(text);
    } else {
        for (const TextPiece& piece : m_spec.added.splitRaw(text)) {
            if (piece.id >= 0)
                ids.push_back(piece.id);
            else
                stream.run(text.substr(piece.begin, piece.end - piece.begin));
            if (stream.full()) break;
        }
    }
    return cutIds(ids, begin, budget, m_spec.truncateLeft);
}

bool WordPieceTokenizer::encodeIds(std::string_view text, std::vector<std::int32_t>& ids,
                                   const EncodeOptions& options) const {
    const auto& parts = m_spec.postProcessor.single;
    if (m_spec.added.hasNormalized() || options.strategy == TruncationStrategy::OnlySecond) {
        // Tokens are looked for in the normalized text, so there has to be one.
        const Encoding encoding = encode(text, options);
        ids.insert(ids.end(), encoding.ids.begin(), encoding.ids.end());
        return encoding.truncated;
    }
    return assembleIds(parts, ids, options, [&](std::int64_t budget) { return idsAlone(text, ids, budget); });
}

/// As the reference: a normalized added token reads as its normal form.
const std::string* WordPieceTokenizer::find(std::int32_t id) const {
    const std::string* added = m_spec.added.decodedText(id);
    return added != nullptr ? added : m_spec.vocabulary.token(id);
}

std::string WordPieceTokenizer::decode(const std::vector<std::int32_t>& ids, bool skipSpecialTokens) const {
    std::vector<std::string> tokens;
    for (const std::int32_t id : ids) {
        const std::string* text = find(id);
        if (text != nullptr && !(skipSpecialTokens && m_spec.added.isSpecial(*text))) tokens.push_back(*text);
    }
    return m_spec.decoder.decode(tokens);
}

std::string WordPieceTokenizer::joinTokens(const std::vector<std::string>& tokens) const {
    WordPieceDecoder decoder = m_spec.decoder;
    decoder.cleanupWhole = false; // decode()'s own, not the decoder's
    return decoder.decode(tokens);
}

std::string WordPieceTokenizer::token(std::int32_t id) const {
    const std::string* text = find(id);
    return text == nullptr ? std::string() : *text;
}

std::optional<std::int32_t> WordPieceTokenizer::id(std::string_view token) const {
    const auto added = m_spec.added.id(token);
    return added ? added : m_spec.vocabulary.id(token);
}

std::int64_t WordPieceTokenizer::vocabularySize() const {
    std::int64_t size = m_spec.vocabulary.size();
    for (const auto& [id, token] : m_spec.added.all())
        if (!m_spec.vocabulary.id(token.content)) ++size;
    return size;
}

}

std::shared_ptr<const Tokenizer> makeWordPieceTokenizer(WordPieceSpec spec) {
    spec.added.build([&](std::string_view text) {
        AlignedText normal;
        normalize(spec.normalizer, text, 0, normal);
        return normal.text;
    });
    return std::make_shared<WordPieceTokenizer>(std::move(spec));
}

}
