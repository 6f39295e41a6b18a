// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/bpe.h"
#include "engine/text/pipeline_spec.h"
#include "engine/text/tokenizer_files.h"
#include "engine/text/unigram.h"

#include <memory>
#include <optional>
#include <vector>

namespace espalier {

/// What a class of Transformers with a pipeline of its own takes from the files it is made from.
struct ClassSource {
    Vocabulary vocabulary; ///< of a byte pair class
    BpeMerges merges;
    std::vector<UnigramPiece> pieces; ///< of a Unigram class
    std::optional<std::int32_t> unknownId; ///< what the file says; most classes know better
    std::string charsmap; ///< base64 of a PrecompiledMap; empty: text is not normalized by one
    std::optional<PostProcessor> postProcessor; ///< tokenizer.json's, where it has one
    std::vector<AddedToken> specials; ///< further special tokens, unless other files list some
    std::string where; ///< for errors
};

/// The class's pipeline around the source's vocabulary. `sections`, where not null, receives its model and steps as
/// tokenizer.json has them.
PipelineSpec classPipeline(const TokenizerFiles& files, ClassSource source, Json* sections = nullptr);

/// Puts special tokens around the texts as the class does; after the added tokens are known. Some classes leave what a
/// tokenizer.json (`isJson`) or its post-processor says.
void applyClassTemplate(const TokenizerFiles& files, bool isJson, bool hasPostProcessor, PipelineSpec& spec);

/// The class's source in the files that a folder of a SentencePiece model has.
ClassSource sentencePieceSource(const TokenizerFiles& files, std::string_view bytes, const std::string& where);

/// The special tokens of T5 beside those with names: <extra_id_0> and so on.
std::vector<AddedToken> extraIds(const TokenizerFiles& files);

}
