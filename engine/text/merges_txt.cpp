// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/merges_txt.h"

#include "engine/base/error.h"

#include <algorithm>

namespace espalier {

BpeMerges readMergesTxt(std::string_view text, const std::string& where) {
    BpeMerges merges;
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string_view line = text.substr(begin, end - begin);
        begin = end + 1;
        ++number;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.starts_with("#version")) merges.push_back(parseMerge(line, where + ":" + std::to_string(number)));
    }
    return merges;
}

std::pair<std::string, std::string> parseMerge(std::string_view text, const std::string& what) {
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos || text.find(' ', space + 1) != std::string_view::npos)
        failBadInput("a merge should be two tokens with a space between them", what);
    return {std::string(text.substr(0, space)), std::string(text.substr(space + 1))};
}

}
