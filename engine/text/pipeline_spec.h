// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/decoder_steps.h"
#include "engine/text/normalizer_steps.h"
#include "engine/text/pre_tokenizer_steps.h"
#include "engine/text/token_model.h"
#include "engine/text/tokenizer_spec.h"

#include <memory>
#include <optional>

namespace espalier {

/// Words as byte-level BPE sees them, where nothing else happens to the text: what encodeIds has a short way for.
struct ByteLevelWords {
    bool addPrefixSpace = false;
    bool digitsAlone = false; ///< each number's digits are pieces of their own
};

/// Words as most Unigram tokenizers see them, where nothing else happens to the text.
struct MetaspaceWords {
    std::shared_ptr<const PrecompiledMap> map; ///< normalizes; may be null
    std::string mark; ///< in the place of a space
    bool addPrefix = true; ///< each word begins with it
};

/// All that a model folder says about a tokenizer which is not BERT's.
struct PipelineSpec : TokenizerSpec {
    std::shared_ptr<const TokenModel> model;
    NormalizerSteps normalizer;
    PreTokenizerSteps preTokenizer;
    std::optional<DecoderSteps> decoder; ///< none: tokens are joined by spaces
    bool cleanUp = false; ///< clean_up_tokenization_spaces
    std::optional<ByteLevelWords> byteLevelWords;
    std::optional<MetaspaceWords> metaspaceWords;

    VocabularyView vocabulary() const {
        return {[model = model](std::string_view token) { return model->id(token); }, model->vocabularySize()};
    }
};

}
