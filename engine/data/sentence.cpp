// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/sentence.h"

#include "engine/base/error.h"
#include "engine/data/source_text.h"
#include "engine/data/tag_scheme.h"

#include <algorithm>

namespace espalier {
namespace {

/// The tag of piece `k` of a word in `count` pieces: together they are what the word was.
std::string pieceTag(const std::string& tag, std::size_t k, std::size_t count) {
    const char prefix = tagPrefix(tag);
    if (count == 1 || !prefix) return tag;
    const bool alone = prefix == 'S' || prefix == 'U' || prefix == 'W';
    const bool ends = alone || prefix == 'E' || prefix == 'L';
    if (k == 0) return (alone || prefix == 'B' ? "B-" : "I-") + tagType(tag);
    return (ends && k + 1 == count ? "E-" : "I-") + tagType(tag);
}

}

Sentence joinWords(const std::vector<std::string>& words, const std::vector<std::string>& tags) {
    if (words.size() != tags.size())
        failBadInput(std::to_string(tags.size()) + " tags for " + std::to_string(words.size()) + " words");
    Sentence sentence;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto pieces = splitAtBlanks(words[i]);
        if (pieces.empty()) failBadInput("word " + std::to_string(i + 1) + " is empty");
        for (std::size_t k = 0; k < pieces.size(); ++k) {
            sentence.text += (sentence.text.empty() ? "" : " ") + pieces[k];
            sentence.tags.push_back(pieceTag(tags[i], k, pieces.size()));
        }
    }
    return sentence;
}

std::vector<std::string> splitAtBlanks(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    std::vector<std::string> pieces;
    for (std::size_t begin = text.find_first_not_of(kBlanks); begin != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(kBlanks, begin), text.size());
        pieces.emplace_back(text.substr(begin, end - begin));
        begin = text.find_first_not_of(kBlanks, end);
    }
    return pieces;
}

std::string oddTag(const std::string& tag) {
    return "the tag \"" + excerpt(tag, 60) + "\" is not O, B-type or I-type";
}

}
