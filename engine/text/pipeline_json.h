// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/bpe.h"
#include "engine/text/json_fields.h"
#include "engine/text/pipeline_spec.h"

namespace espalier {

/// Reads a tokenizer.json's model, normalizer, pre-tokenizer, post-processor and decoder. Each throws Exception that
/// names the component where it is damaged or not supported.
std::shared_ptr<const TokenModel> readModel(const JsonFields& file);
NormalizerSteps readNormalizer(const JsonFields& file);
/// Also finds out whether `spec.byteLevelWords` describes it.
void readPreTokenizer(const JsonFields& file, PipelineSpec& spec);
std::optional<DecoderSteps> readDecoder(const JsonFields& file);

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
