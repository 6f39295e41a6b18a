// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/lower_case.h"

#include "engine/text/unicode.h"

namespace espalier {

std::string lowerCased(std::string_view text) {
    std::string lower;
    lower.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = unicode::decodeUtf8(text, at);
        for (const char32_t part : unicode::lowerCase(c, unicode::charInfo(c))) unicode::appendUtf8(lower, part);
    }
    return lower;
}

}
