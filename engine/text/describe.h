// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of a tokenizer.json, made of what was read from other files.
#pragma once

#include "engine/base/json.h"
#include "engine/text/bpe.h"
#include "engine/text/tokenizer_spec.h"
#include "engine/text/unigram.h"

#include <functional>

namespace espalier {

/// The "model" of each kind.
Json describeBpe(const Vocabulary& vocabulary, const BpeMerges& merges, const BpeOptions& options);
Json describeUnigram(const std::vector<UnigramPiece>& pieces, const UnigramOptions& options);

/// Model and steps of a tokenizer of BERT's kind.
Json describeWordPiece(const WordPieceSpec& spec);

/// The whole tokenizer.json around `sections`: the model and the steps. `token` is the vocabulary's text of an id.
Json describeTokenizer(Json sections, const TokenizerSpec& spec, const std::function<std::string(std::int32_t)>& token);

/// The steps that several classes have.
Json metaspaceStep(const char* prependScheme, bool split);
Json byteLevelStep(bool addPrefixSpace, bool useRegex);
/// A ▁ becomes a space, <0x…> become their bytes, and the space before the text goes where `stripsSpace`.
Json sentencePieceDecoder(bool stripsSpace);

/// RFC 4648, padded.
std::string toBase64(std::string_view bytes);

}
