// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/entity_grouping.h"

#include "engine/data/code_points.h"
#include "engine/tasks/task.h"
#include "engine/text/unicode.h"

#include <algorithm>
#include <span>

namespace espalier {
namespace {

constexpr const char* kOutside = "O";

/// Part of a text by code points.
class Slices {
public:
    explicit Slices(const std::string& text) : m_text(text), m_bytes(codePointStarts(text)) { }
    std::string of(std::int32_t start, std::int32_t end) const {
        const auto from = byte(start);
        return m_text.substr(from, byte(std::max(start, end)) - from);
    }

private:
    std::size_t byte(std::int32_t character) const {
        return m_bytes[std::min(static_cast<std::size_t>(std::max(character, 0)), m_bytes.size() - 1)];
    }
    const std::string& m_text;
    std::vector<std::size_t> m_bytes;
};

/// A token before anything is decided (the pipeline's pre-entity).
struct Piece {
    std::string word;
    std::span<const float> scores;
    std::int32_t start, end;
    std::int64_t index;
    bool continuesWord;
};

/// WordPiece tokens that continue a word are longer than what they stand for, by their prefix. Other tokenizers don't
/// tell, so a token that no blank precedes is taken to go on.
bool continuesWord(const Tokenizer& tokenizer, const std::string& word, const Slices& slices, std::int32_t start, std::int32_t end) {
    if (tokenizer.kind() == "wordpiece")
        return unicode::countCodePoints(word) != unicode::countCodePoints(slices.of(start, end));
    return start > 0 && slices.of(start - 1, start + 1).find(' ') == std::string::npos;
}

std::vector<Piece> gather(const TokenScores& tokens, const Tokenizer& tokenizer, std::size_t labels) {
    const Slices slices(tokens.text);
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < tokens.ids.size(); ++i) {
        const auto [start, end] = tokens.offsets[i];
        if (start < 0) continue;
        Piece piece {tokenizer.token(tokens.ids[i]), {tokens.scores + i * labels, labels}, start, end, static_cast<std::int64_t>(i), false};
        piece.continuesWord = continuesWord(tokenizer, piece.word, slices, start, end);
        if (tokens.ids[i] == tokenizer.unknownId()) {
            piece.word = slices.of(start, end);
            piece.continuesWord = false;
        }
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

std::vector<float> meanScores(std::span<const Piece> word) {
    std::vector<float> mean(word.front().scores.size());
    for (std::size_t label = 0; label < mean.size(); ++label) {
        for (const Piece& piece : word) mean[label] += piece.scores[label];
        mean[label] /= static_cast<float>(word.size());
    }
    return mean;
}

/// What a word is named, and how sure that is.
Decision decideWord(std::span<const Piece> word, Aggregation aggregation) {
    const auto decide = [](const Piece& piece) { return largest(piece.scores.data(), piece.scores.size()); };
    if (aggregation == Aggregation::Average) {
        const auto mean = meanScores(word);
        return largest(mean.data(), mean.size());
    }
    Decision best = decide(word.front());
    if (aggregation == Aggregation::Max)
        for (const Piece& piece : word.subspan(1))
            if (const Decision other = decide(piece); other.score > best.score) best = other;
    return best;
}

std::vector<Entity> decideWords(const std::vector<Piece>& pieces, const Tokenizer& tokenizer, const std::vector<std::string>& labels,
                                Aggregation aggregation) {
    std::vector<Entity> words;
    for (std::size_t begin = 0, end = 0; begin < pieces.size(); begin = end) {
        for (end = begin + 1; end < pieces.size() && pieces[end].continuesWord;) ++end;
        const std::span<const Piece> word(pieces.data() + begin, end - begin);
        std::vector<std::string> tokens;
        for (const Piece& piece : word) tokens.push_back(piece.word);
        const Decision decision = decideWord(word, aggregation);
        words.push_back({labels[static_cast<std::size_t>(decision.predicted)], tokenizer.joinTokens(tokens), decision.score,
                         word.front().start, word.back().end, -1});
    }
    return words;
}

std::vector<Entity> decideTokens(const std::vector<Piece>& pieces, const std::vector<std::string>& labels) {
    std::vector<Entity> tokens;
    for (const Piece& piece : pieces) {
        const Decision decision = largest(piece.scores.data(), piece.scores.size());
        tokens.push_back({labels[static_cast<std::size_t>(decision.predicted)], piece.word, decision.score, piece.start, piece.end, piece.index});
    }
    return tokens;
}

bool begins(const std::string& name) {
    return name.starts_with("B-");
}

/// "person" of B-person and I-person; any other name is a type that goes on.
std::string typeOf(const std::string& name) {
    return begins(name) || name.starts_with("I-") ? name.substr(2) : name;
}

Entity together(std::span<const Entity> parts, const Tokenizer& tokenizer) {
    std::vector<std::string> words;
    float sum = 0;
    for (const Entity& part : parts) {
        words.push_back(part.word);
        sum += part.score;
    }
    // The pipeline names a group by what follows the first hyphen, prefix or not.
    const std::string& name = parts.front().name;
    const auto hyphen = name.find('-');
    return {hyphen == std::string::npos ? name : name.substr(hyphen + 1), tokenizer.joinTokens(words), sum / static_cast<float>(parts.size()),
            parts.front().start, parts.back().end, -1};
}

std::vector<Entity> group(const std::vector<Entity>& parts, const Tokenizer& tokenizer) {
    std::vector<Entity> groups;
    for (std::size_t begin = 0, end = 0; begin < parts.size(); begin = end) {
        for (end = begin + 1; end < parts.size() && !begins(parts[end].name) && typeOf(parts[end].name) == typeOf(parts[end - 1].name);) ++end;
        groups.push_back(together({parts.data() + begin, end - begin}, tokenizer));
    }
    return groups;
}

}

std::vector<Entity> groupEntities(const TokenScores& tokens, const Tokenizer& tokenizer, const std::vector<std::string>& labels,
                                  Aggregation aggregation) {
    const auto pieces = gather(tokens, tokenizer, labels.size());
    const bool byToken = aggregation == Aggregation::None || aggregation == Aggregation::Simple;
    auto entities = byToken ? decideTokens(pieces, labels) : decideWords(pieces, tokenizer, labels, aggregation);
    if (aggregation != Aggregation::None) entities = group(entities, tokenizer);
    std::erase_if(entities, [](const Entity& entity) { return entity.name == kOutside; });
    return entities;
}

}
