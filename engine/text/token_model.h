// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// A token of a piece of text: bytes [begin, end) of that piece.
struct ModelToken {
    std::int32_t id;
    std::uint32_t begin, end;
};

/// What splits one piece of normalized text into tokens of a vocabulary: BPE, Unigram, WordPiece or whole words.
class TokenModel {
public:
    virtual ~TokenModel() = default;
    /// Appends the piece's tokens, in order.
    virtual void tokenize(std::string_view piece, std::vector<ModelToken>& out) const = 0;
    /// The token's text; empty for an id that is not there.
    virtual std::string token(std::int32_t id) const = 0;
    virtual std::optional<std::int32_t> id(std::string_view token) const = 0;
    virtual std::int64_t vocabularySize() const = 0;
    virtual std::optional<std::int32_t> unknownId() const = 0;
    /// wordpiece, byte_pair, unigram or word_level
    virtual std::string kind() const = 0;
};

}
