// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/unicode.h"

#include <cstddef>
#include <string_view>

namespace espalier {

/// Calls word(begin, end) for each word of BERT's pre-tokenizer in well-formed `text`: words end at white space, which
/// is dropped; a punctuation mark is a word of its own.
template <typename Word>
void forEachWord(std::string_view text, Word&& word) {
    std::size_t begin = 0;
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t at = position;
        const auto& info = unicode::charInfo(unicode::decodeUtf8(text, position));
        if (!info.has(unicode::CharInfo::Space) && !info.has(unicode::CharInfo::Punctuation)) continue;
        if (begin < at) word(begin, at);
        if (info.has(unicode::CharInfo::Punctuation)) word(at, position);
        begin = position;
    }
    if (begin < text.size()) word(begin, text.size());
}

}
