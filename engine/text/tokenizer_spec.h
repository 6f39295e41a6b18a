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

/// All that a model folder says about its WordPiece tokenizer; what the readers fill and the tokenizer is built from.
struct WordPieceSpec {
    Vocabulary vocabulary;
    WordPieceOptions model;
    NormalizerOptions normalizer;
    AddedTokens added;
    PostProcessor postProcessor;
    WordPieceDecoder decoder;
    std::string padToken = "[PAD]";
    bool truncateLeft = false;
    std::string fingerprint;
    std::vector<std::string> files;
};

}
