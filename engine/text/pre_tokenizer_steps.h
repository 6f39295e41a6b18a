// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/split_text.h"

#include <functional>
#include <string_view>
#include <vector>

namespace espalier {

/// One step of a tokenizer's pre-tokenizer: splits the pieces of a text further, or rewrites them.
using PreTokenizerStep = std::function<void(SplitText& split)>;
using PreTokenizerSteps = std::vector<PreTokenizerStep>;

/// Where Metaspace puts its character before a piece.
enum class PrependScheme { Always, Never, First };

struct MetaspaceOptions {
    char32_t replacement = U'\u2581';
    PrependScheme prepend = PrependScheme::Always;
    bool split = true;
};

/// The steps of the reference's pre-tokenizers.
namespace steps {
PreTokenizerStep byteLevel(bool addPrefixSpace, bool useRegex);
PreTokenizerStep metaspace(const MetaspaceOptions& options);
PreTokenizerStep splitPattern(Pattern pattern, SplitBehavior behavior, bool invert);
PreTokenizerStep digits(bool individual);
PreTokenizerStep whitespace();
PreTokenizerStep whitespaceSplit();
PreTokenizerStep punctuation(SplitBehavior behavior);
PreTokenizerStep bertWords();
PreTokenizerStep charDelimiter(char32_t delimiter);
PreTokenizerStep fixedLength(std::size_t length);
}

}
