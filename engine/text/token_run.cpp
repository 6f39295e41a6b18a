// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/token_run.h"

#include "engine/text/unicode.h"

#include <algorithm>

namespace espalier {

namespace {

constexpr char32_t kByteSpace = 0x120; // what stands for a space in byte-level vocabularies

bool isSpace(char32_t c) {
    return c == kByteSpace || unicode::charInfo(c).has(unicode::CharInfo::Space);
}

}

TokenSpaces spacesOf(std::string_view token) {
    TokenSpaces spaces;
    bool only = true;
    for (std::size_t position = 0; position < token.size();) {
        const bool space = isSpace(unicode::decodeUtf8(token, position));
        only = only && space;
        if (only) ++spaces.leading;
        spaces.trailing = space ? spaces.trailing + 1 : 0;
    }
    return spaces;
}

void TokenRun::add(std::int32_t id, Alignment place, std::int32_t word) {
    encoding.ids.push_back(id);
    encoding.offsets.emplace_back(place.start, place.end);
    encoding.wordIds.push_back(word);
}

void TokenRun::cut(std::size_t length, bool fromLeft) {
    if (!spaces.empty() && length < spaces.size()) {
        if (fromLeft)
            spaces.erase(spaces.begin(), spaces.end() - static_cast<std::ptrdiff_t>(length));
        else
            spaces.resize(length);
    }
    cutTo(encoding, length, fromLeft);
}

void TokenRun::trim(const OffsetTrim& trim) {
    for (std::size_t i = 0; i < spaces.size(); ++i) {
        auto& [start, end] = encoding.offsets[i];
        std::int32_t leading = spaces[i].leading;
        // A single space before the first token may be the tokenizer's own, which has no place in the text.
        if (leading == 1 && trim.addPrefixSpace && (i == 0 || start == 0)) leading = 0;
        start = std::min(start + leading, end);
        if (end >= spaces[i].trailing) end = std::max(end - spaces[i].trailing, start);
    }
}

}
