// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/bpe.h"
#include "engine/text/pipeline_spec.h"
#include "engine/text/tokenizer_files.h"

#include <optional>

namespace espalier {

/// What a byte pair class of Transformers takes from the files it is made from.
struct BytePairSource {
    Vocabulary vocabulary;
    BpeMerges merges;
    std::optional<PostProcessor> postProcessor; ///< tokenizer.json's
    std::string where; ///< for errors
};

/// The pipeline of a byte pair class: GPT-2, RoBERTa, DeBERTa, Llama.
PipelineSpec bytePairPipeline(const TokenizerFiles& files, BytePairSource source);

/// Puts special tokens around the texts as the class does; after the added tokens are known. `isJson`: the class was
/// made from a tokenizer.json, whose own post-processor then is in the spec.
void applyClassTemplate(const TokenizerFiles& files, bool isJson, PipelineSpec& spec);

}
