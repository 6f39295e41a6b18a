// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/added_tokens.h"
#include "engine/text/normalizer.h"
#include "engine/text/post_processor.h"
#include "engine/text/vocabulary.h"
#include "engine/text/wordpiece.h"
#include "engine/text/wordpiece_decoder.h"

#include <string>
#include <vector>

namespace espalier {

/// What a model folder says about a tokenizer of any kind.
struct TokenizerSpec {
    AddedTokens added;
    PostProcessor postProcessor;
    std::string padToken = "[PAD]";
    bool truncateLeft = false;
    std::string fingerprint;
    std::vector<std::string> files;
};

/// All that a model folder says about its WordPiece tokenizer; what the readers fill and the tokenizer is built from.
struct WordPieceSpec : TokenizerSpec {
    Vocabulary vocabulary;
    WordPieceOptions model;
    NormalizerOptions normalizer;
    WordPieceDecoder decoder;
};

}
