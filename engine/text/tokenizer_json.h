// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/json_fields.h"
#include "engine/text/tokenizer_spec.h"

#include <map>

namespace espalier {

/// Throws Exception: a part of the file is of a type that we don't have.
[[noreturn]] void failUnsupported(const std::string& part, const std::string& found, const std::string& where,
                                  const std::string& supported);
/// The "type" of a component.
std::string typeOf(const JsonFields& component);

/// The type of a tokenizer.json's "model": BPE, WordPiece, WordLevel, Unigram or another.
std::string modelType(const JsonFields& model);
/// Tokens and their ids: a model's "vocab", or a whole vocab.json.
Vocabulary readVocabulary(const JsonFields& tokens);
WordPieceOptions readWordPieceOptions(const JsonFields& model);
/// The options of a BertNormalizer.
NormalizerOptions readBertNormalizer(const JsonFields& normalizer);

/// Whether normalizer, pre-tokenizer, model and decoder are BERT's, for which WordPieceSpec has a place.
bool isBertPipeline(const JsonFields& file);

/// Reads the "model" of a tokenizer.json: vocabulary and WordPiece options. Throws Exception where it is another model.
void readWordPieceModel(const JsonFields& file, WordPieceSpec& spec);
/// Reads the normalizer and decoder of a pipeline that is BERT's.
void readWordPiecePipeline(const JsonFields& file, WordPieceSpec& spec);
/// Reads the post-processor. Throws Exception that names one that is not supported.
void readPostProcessor(const JsonFields& file, PostProcessor& processor);
/// Reads truncation and padding.
void readLimits(const JsonFields& file, TokenizerSpec& spec);

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
