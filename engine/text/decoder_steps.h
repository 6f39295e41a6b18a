// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/pattern.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace espalier {

/// One step of a tokenizer's decoder: rewrites the tokens of a text, which are laid end to end after the last step.
using DecoderStep = std::function<void(std::vector<std::string>& tokens)>;
using DecoderSteps = std::vector<DecoderStep>;

/// The steps of the reference's decoders.
namespace steps {
DecoderStep byteLevelDecoder();
DecoderStep metaspaceDecoder(char32_t replacement, bool dropsFirst);
DecoderStep wordPieceDecoder(std::string prefix, bool cleanup);
DecoderStep bpeDecoder(std::string suffix);
DecoderStep replaceDecoder(Pattern pattern, std::string content);
DecoderStep byteFallbackDecoder();
DecoderStep fuseDecoder();
DecoderStep stripDecoder(char32_t content, std::size_t left, std::size_t right);
}

}
