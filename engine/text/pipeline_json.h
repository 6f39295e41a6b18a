// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/bpe.h"
#include "engine/text/json_fields.h"
#include "engine/text/pipeline_spec.h"
#include "engine/text/unigram.h"

namespace espalier {

/// Read a tokenizer.json's model, normalizer and pre-tokenizer, and decoder. Each throws Exception that names the
/// component where it is damaged or not supported.
std::shared_ptr<const TokenModel> readModel(const JsonFields& file);
/// Also finds out whether the spec's ByteLevelWords or MetaspaceWords describe them.
void readNormalizerAndPreTokenizer(const JsonFields& file, PipelineSpec& spec);
std::optional<DecoderSteps> readDecoder(const JsonFields& file);

/// Parts of the above.
struct NormalizerReading {
    NormalizerSteps steps;
    std::shared_ptr<const PrecompiledMap> map; ///< of the last Precompiled
};
NormalizerReading readNormalizer(const JsonFields& file);
/// A Unigram model's "vocab": pieces with their scores, as they are written.
std::vector<UnigramPiece> readPieces(const JsonFields& model);

/// A BPE model's "merges": "a b", or ["a", "b"] as newer files have it.
BpeMerges readMerges(const JsonFields& model);
/// What "pattern" says: {"String": …} or {"Regex": …}.
Pattern readPattern(const JsonFields& component);
/// A field that is one character.
char32_t readCharacter(const JsonFields& component, const std::string& key);
/// Calls read(fields) for each object of a list.
template <typename Read>
void forEachComponent(const JsonFields& component, const std::string& key, Read&& read) {
    const Json& list = component.required(key);
    if (!list.is_array()) failBadInput("should be a list", component.where(key));
    for (const Json& one : list)
        read(JsonFields(one, component.where(key)));
}

}
