// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// Words joined by single blanks, with a tag for each.
struct Sentence {
    std::string text;
    std::vector<std::string> tags;
};

/// Joins words; one that has blanks in it becomes several, all of the same entity. Throws Exception where there are not
/// as many tags, or a word is empty.
Sentence joinWords(const std::vector<std::string>& words, const std::vector<std::string>& tags);

/// What stands between blanks (runs of them count as one).
std::vector<std::string> splitAtBlanks(std::string_view text);

/// Why a tag can't be used.
std::string oddTag(const std::string& tag);

}
