// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/pipeline_tokenizer.h"

#include "engine/text/byte_level_ids.h"
#include "engine/text/metaspace_ids.h"
#include "engine/text/text_input.h"
#include "engine/text/token_run.h"
#include "engine/text/wordpiece_decoder.h"

#include <algorithm>
#include <limits>

namespace espalier {

namespace {

class PipelineTokenizer final : public Tokenizer {
public:
    explicit PipelineTokenizer(PipelineSpec spec);

    Encoding encode(std::string_view text, const EncodeOptions& options) const override;
    Encoding encodePair(std::string_view text, std::string_view pair, const EncodeOptions& options) const override;
    bool encodeIds(std::string_view text, std::vector<std::int32_t>& ids, const EncodeOptions& options) const override;
    std::string decode(const std::vector<std::int32_t>& ids, bool skipSpecialTokens) const override;
    std::string joinTokens(const std::vector<std::string>& tokens) const override;
    std::string token(std::int32_t id) const override;
    std::optional<std::int32_t> id(std::string_view token) const override;

    std::string kind() const override { return m_spec.model->kind(); }
    std::int64_t vocabularySize() const override;
    std::int32_t padId() const override { return id(m_spec.padToken).value_or(0); }
    std::optional<std::int32_t> unknownId() const override { return m_spec.model->unknownId(); }
    std::string fingerprint() const override { return m_spec.fingerprint; }
    std::vector<std::string> files() const override { return m_spec.files; }

private:
    /// Calls use(split) for each stretch of the text that is tokenized on its own: an added token, or what is between.
    template <typename Use>
    void forEachStretch(std::string_view text, Use&& use) const;
    TokenRun tokenize(std::string_view text) const;
    void addTokens(const SplitText& split, const TextPiece& piece, std::int32_t word, TokenRun& run) const;
    Encoding finish(TokenRun first, TokenRun* second, const EncodeOptions& options) const;
    bool idsAlone(std::string_view text, std::vector<std::int32_t>& ids, std::int64_t budget) const;
    void wordIds(std::string_view text, std::vector<std::int32_t>& ids, std::size_t limit) const;
    template <typename Stream>
    void streamIds(std::string_view text, std::vector<std::int32_t>& ids, Stream&& stream) const;

    PipelineSpec m_spec;
    const Bpe* m_bytes = nullptr; ///< the model, where ByteLevelIds does for encodeIds
    const Unigram* m_pieces = nullptr; ///< the model, where MetaspaceIds does
    bool m_trims;
    bool m_isUnigram; ///< a token's text is that of its place, even where the token is the unknown one
    std::uint64_t m_owner = WordCache::nextOwner();
};

PipelineTokenizer::PipelineTokenizer(PipelineSpec spec)
    : m_spec(std::move(spec)), m_trims(!m_spec.postProcessor.trims.empty()),
      m_isUnigram(m_spec.model->kind() == "unigram") {
    if (m_spec.added.hasNormalized()) return;
    const auto* bpe = dynamic_cast<const Bpe*>(m_spec.model.get());
    if (m_spec.byteLevelWords && bpe != nullptr && bpe->coversBytes()) m_bytes = bpe;
    if (m_spec.metaspaceWords) m_pieces = dynamic_cast<const Unigram*>(m_spec.model.get());
}

template <typename Use>
void PipelineTokenizer::forEachStretch(std::string_view text, Use&& use) const {
    SplitText split;
    const std::vector<TextPiece> pieces = m_spec.added.splitRaw(text);
    const bool plain = pieces.size() == 1 && pieces.front().id < 0;
    const CharacterIndex characters(plain ? std::string_view() : text);
    for (const TextPiece& piece : pieces) {
        const std::string_view part = text.substr(piece.begin, piece.end - piece.begin);
        const std::int32_t start = characters[piece.begin];
        if (piece.id >= 0) {
            normalize(NormalizerSteps {}, part, start, split.text);
            split.pieces.assign(1, {0, part.size(), piece.id});
        } else {
            normalize(m_spec.normalizer, part, start, split.text);
            split.pieces = m_spec.added.splitNormalized(split.text.text);
            for (const PreTokenizerStep& step : m_spec.preTokenizer)
                step(split);
        }
        if (!use(split)) return;
    }
}

TokenRun PipelineTokenizer::tokenize(std::string_view given) const {
    const WellFormed text(given);
    TokenRun run;
    std::int32_t word = 0;
    forEachStretch(text.view(), [&](const SplitText& split) {
        for (const TextPiece& piece : split.pieces)
            addTokens(split, piece, word++, run);
        return true;
    });
    return run;
}

void PipelineTokenizer::addTokens(const SplitText& split, const TextPiece& piece, std::int32_t word,
                                  TokenRun& run) const {
    const std::string_view text = split.view(piece);
    if (piece.id >= 0) {
        run.add(piece.id, split.text.covering(piece.begin, piece.end), word);
        if (m_trims) run.spaces.push_back(spacesOf(text));
        return;
    }
    std::vector<ModelToken> tokens;
    m_spec.model->tokenize(text, tokens);
    for (const ModelToken& token : tokens) {
        // Where unknown characters vanish, or byte tokens stand for a suffix, places run past the piece's end.
        const std::size_t end = std::clamp<std::size_t>(token.end, 1, text.size());
        const std::size_t begin = std::min<std::size_t>(token.begin, end - 1);
        run.add(token.id, split.text.covering(piece.begin + begin, piece.begin + end), word);
        if (!m_trims) continue;
        const TokenSpaces spaces = spacesOf(text.substr(begin, end - begin));
        const bool none = spaces.leading == 0 && spaces.trailing == 0;
        run.spaces.push_back(none || m_isUnigram ? spaces : spacesOf(m_spec.model->token(token.id)));
    }
}

Encoding PipelineTokenizer::finish(TokenRun first, TokenRun* second, const EncodeOptions& options) const {
    const auto& parts = second == nullptr ? m_spec.postProcessor.single : m_spec.postProcessor.pair;
    if (const std::int64_t budget = tokenBudget(parts, options); budget >= 0) {
        const std::size_t secondSize = second == nullptr ? 0 : second->encoding.ids.size();
        const auto [firstLength, secondLength]
            = cutLengths(first.encoding.ids.size(), secondSize, budget, options.strategy);
        first.cut(firstLength, m_spec.truncateLeft);
        if (second != nullptr) second->cut(secondLength, m_spec.truncateLeft);
    }
    for (const OffsetTrim& trim : m_spec.postProcessor.trims) {
        first.trim(trim);
        if (second != nullptr) second->trim(trim);
    }
    return assemble(parts, first.encoding, second == nullptr ? nullptr : &second->encoding, options.addSpecialTokens);
}

Encoding PipelineTokenizer::encode(std::string_view text, const EncodeOptions& options) const {
    return finish(tokenize(text), nullptr, options);
}

Encoding PipelineTokenizer::encodePair(std::string_view text, std::string_view pair,
                                       const EncodeOptions& options) const {
    TokenRun second = tokenize(pair);
    return finish(tokenize(text), &second, options);
}

/// Appends the ids of the text's words, looked up in the cache; stops soon after more than `limit`.
void PipelineTokenizer::wordIds(std::string_view text, std::vector<std::int32_t>& ids, std::size_t limit) const {
    WordCache& cache = WordCache::ofThread(m_owner);
    const std::size_t begin = ids.size();
    std::vector<ModelToken> tokens;
    const auto tokenize = [&](std::string_view word) {
        tokens.clear();
        m_spec.model->tokenize(word, tokens);
        for (const ModelToken& token : tokens)
            ids.push_back(token.id);
    };
    forEachStretch(text, [&](const SplitText& split) {
        for (const TextPiece& piece : split.pieces) {
            if (piece.id >= 0)
                ids.push_back(piece.id);
            else
                cache.append(split.view(piece), ids, tokenize);
            if (ids.size() - begin > limit) return false;
        }
        return true;
    });
}

/// Lets a stream have all that is no added token.
template <typename Stream>
void PipelineTokenizer::streamIds(std::string_view text, std::vector<std::int32_t>& ids, Stream&& stream) const {
    if (!m_spec.added.mayHoldRaw(text)) return stream.run(text);
    for (const TextPiece& piece : m_spec.added.splitRaw(text)) {
        if (piece.id >= 0)
            ids.push_back(piece.id);
        else
            stream.run(text.substr(piece.begin, piece.end - piece.begin));
        if (stream.full()) return;
    }
}

/// Appends the text's ids, at most `budget` (negative: all); returns whether some were cut.
bool PipelineTokenizer::idsAlone(std::string_view given, std::vector<std::int32_t>& ids, std::int64_t budget) const {
    const WellFormed text(given);
    const std::size_t begin = ids.size();
    const auto limit = static_cast<std::size_t>(budget); // negative: more than there can be
    const std::size_t enough = m_spec.truncateLeft ? std::numeric_limits<std::size_t>::max() : limit;
    if (m_bytes != nullptr)
        streamIds(text.view(), ids,
                  ByteLevelIds(*m_bytes, *m_spec.byteLevelWords, WordCache::ofThread(m_owner), ids, enough));
    else if (m_pieces != nullptr)
        streamIds(text.view(), ids, MetaspaceIds(*m_pieces, *m_spec.metaspaceWords, ids, enough));
    else
        wordIds(text.view(), ids, enough);
    return cutIds(ids, begin, budget, m_spec.truncateLeft);
}

bool PipelineTokenizer::encodeIds(std::string_view text, std::vector<std::int32_t>& ids,
                                  const EncodeOptions& options) const {
    const auto& parts = m_spec.postProcessor.single;
    if (options.strategy == TruncationStrategy::OnlySecond) {
        const Encoding encoding = encode(text, options);
        ids.insert(ids.end(), encoding.ids.begin(), encoding.ids.end());
        return encoding.truncated;
    }
    return assembleIds(parts, ids, options, [&](std::int64_t budget) { return idsAlone(text, ids, budget); });
}

std::string PipelineTokenizer::token(std::int32_t id) const {
    const std::string* added = m_spec.added.decodedText(id);
    return added != nullptr ? *added : m_spec.model->token(id);
}

std::string PipelineTokenizer::decode(const std::vector<std::int32_t>& ids, bool skipSpecialTokens) const {
    std::vector<std::string> tokens;
    for (const std::int32_t id : ids) {
        std::string text = token(id);
        if (!text.empty() && !(skipSpecialTokens && m_spec.added.isSpecial(text))) tokens.push_back(std::move(text));
    }
    std::string result = joinTokens(tokens);
    if (m_spec.cleanUp) cleanUpSpaces(result, false);
    return result;
}

std::string PipelineTokenizer::joinTokens(const std::vector<std::string>& tokens) const {
    if (!m_spec.decoder) return Tokenizer::joinTokens(tokens);
    std::vector<std::string> parts = tokens;
    for (const DecoderStep& step : *m_spec.decoder)
        step(parts);
    std::string text;
    for (const std::string& part : parts)
        text += part;
    return text;
}

std::optional<std::int32_t> PipelineTokenizer::id(std::string_view token) const {
    const auto added = m_spec.added.id(token);
    return added ? added : m_spec.model->id(token);
}

std::int64_t PipelineTokenizer::vocabularySize() const {
    std::int64_t size = m_spec.model->vocabularySize();
    for (const auto& [id, token] : m_spec.added.all())
        if (!m_spec.model->id(token.content)) ++size;
    return size;
}

}

std::shared_ptr<const Tokenizer> makePipelineTokenizer(PipelineSpec spec) {
    spec.added.build([&](std::string_view text) {
        AlignedText normal;
        normalize(spec.normalizer, text, 0, normal);
        return normal.text;
    });
    return std::make_shared<PipelineTokenizer>(std::move(spec));
}

}
