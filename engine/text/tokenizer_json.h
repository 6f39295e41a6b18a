// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/json_fields.h"
#include "engine/text/tokenizer_spec.h"

#include <map>

namespace espalier {

/// Reads the "model" of a tokenizer.json: vocabulary and WordPiece options. Throws Exception where it is another model.
void readWordPieceModel(const JsonFields& file, WordPieceSpec& spec);
/// Reads normalizer, pre-tokenizer, post-processor, decoder, truncation and padding. Throws Exception that names any
/// component that is not supported.
void readWordPiecePipeline(const JsonFields& file, WordPieceSpec& spec);

/// An added token with the id that a file gives it (which the vocabulary's own id overrules).
struct NumberedToken {
    std::int32_t id;
    AddedToken token;
};
/// The "added_tokens" of a tokenizer.json.
std::vector<NumberedToken> readAddedTokens(const JsonFields& file);
/// One added token: an object, or a string, which is then a special token.
AddedToken readAddedToken(const Json& json, const std::string& where);

}
