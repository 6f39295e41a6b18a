// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/metaspace_ids.h"

#include "engine/text/unicode.h"

#include <limits>

namespace espalier {

namespace {

/// The end of the white space (or, `space` false, of what is none) that begins at `at`.
std::size_t runEnd(std::string_view text, std::size_t at, bool space) {
    for (std::size_t next = at; next < text.size(); at = next) {
        const auto byte = static_cast<std::uint8_t>(text[next]);
        const bool isSpace = byte < 0x80
            ? byte == ' ' || (byte >= 9 && byte <= 13)
            : unicode::charInfo(unicode::decodeUtf8(text, next)).has(unicode::CharInfo::Space);
        if (isSpace != space) return at;
        if (byte < 0x80) ++next;
    }
    return at;
}

}

MetaspaceIds::MetaspaceIds(const Unigram& model, const MetaspaceWords& words, std::vector<std::int32_t>& ids,
                           std::size_t limit)
    : m_model(model), m_words(words), m_ids(ids),
      m_end(limit > std::numeric_limits<std::size_t>::max() - ids.size() ? limit : ids.size() + limit) { }

void MetaspaceIds::run(std::string_view text) {
    if (m_words.map != nullptr) {
        m_normal.clear();
        m_words.map->append(text, m_normal);
        text = m_normal;
    }
    for (std::size_t at = runEnd(text, 0, true); at < text.size() && !full();) {
        const std::size_t end = runEnd(text, at, false);
        runWord(text.substr(at, end - at));
        at = runEnd(text, end, true);
    }
}

/// A word is split before each mark in it.
void MetaspaceIds::runWord(std::string_view word) {
    if (m_words.addPrefix && !word.starts_with(m_words.mark)) {
        m_marked.assign(m_words.mark).append(word);
        word = m_marked;
    }
    while (!word.empty() && !full()) {
        const std::size_t next = std::min(word.find(m_words.mark, 1), word.size());
        m_model.tokenizeIds(word.substr(0, next), m_ids);
        word.remove_prefix(next);
    }
}

}
