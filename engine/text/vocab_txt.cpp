// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/vocab_txt.h"

#include "engine/base/error.h"
#include "engine/text/unicode.h"

namespace espalier {

namespace {

std::string_view withoutTrailingSpace(std::string_view line) {
    std::size_t end = 0;
    for (std::size_t position = 0; position < line.size();) {
        const bool space = unicode::charInfo(unicode::decodeUtf8(line, position)).has(unicode::CharInfo::Space);
        if (!space) end = position;
    }
    return line.substr(0, end);
}

}

Vocabulary readVocabTxt(std::string_view text, const std::string& where) {
    std::vector<std::pair<std::string, std::int32_t>> entries;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = text.substr(begin, end - begin);
        if (!unicode::isUtf8(line))
            failBadInput("a token is not UTF-8", where + ":" + std::to_string(entries.size() + 1));
        entries.emplace_back(withoutTrailingSpace(line), static_cast<std::int32_t>(entries.size()));
        begin = end + 1;
    }
    if (entries.empty()) failBadInput("the vocabulary is empty", where);
    return Vocabulary(std::move(entries));
}

}
