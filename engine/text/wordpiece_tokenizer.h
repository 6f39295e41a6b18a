// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/tokenizer.h"
#include "engine/text/tokenizer_spec.h"

#include <memory>

namespace espalier {

/// Builds the tokenizer that a spec describes. Throws Exception where the vocabulary is too large.
std::shared_ptr<const Tokenizer> makeWordPieceTokenizer(WordPieceSpec spec);

}
