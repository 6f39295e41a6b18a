// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/text_input.h"

#include "engine/base/error.h"
#include "engine/text/unicode.h"

#include <limits>

namespace espalier {

WellFormed::WellFormed(std::string_view text) : m_view(text) {
    if (text.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
        failBadInput("a text is too long to tokenize", {}, "split it: a text may have 2 GiB");
    if (unicode::isUtf8(text)) return;
    m_copy = unicode::repairedUtf8(text);
    m_view = m_copy;
}

CharacterIndex::CharacterIndex(std::string_view text) : m_numbers(text.size() + 1, 0) {
    std::int32_t number = 0;
    for (std::size_t position = 0; position < text.size(); m_numbers[position] = ++number)
        unicode::decodeUtf8(text, position);
}

}
