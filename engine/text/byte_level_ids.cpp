// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/byte_level_ids.h"

#include "engine/text/gpt2_splitter.h"

#include <limits>

namespace espalier {

namespace {

bool isNumeric(char32_t c) {
    return c < 0x80 ? c >= U'0' && c <= U'9' : (unicode::charClasses(c) & unicode::Numeric) != 0;
}

}

ByteLevelIds::ByteLevelIds(const Bpe& model, const ByteLevelWords& words, WordCache& cache,
                           std::vector<std::int32_t>& ids, std::size_t limit)
    : m_model(model), m_words(words), m_cache(cache), m_ids(ids),
      m_end(limit > std::numeric_limits<std::size_t>::max() - ids.size() ? limit : ids.size() + limit) { }

void ByteLevelIds::run(std::string_view text) {
    if (!m_words.digitsAlone) return runPiece(text);
    std::size_t done = 0;
    for (std::size_t position = 0; position < text.size() && !full();) {
        const std::size_t at = position;
        if (!isNumeric(unicode::decodeUtf8(text, position))) continue;
        runPiece(text.substr(done, at - done));
        runPiece(text.substr(at, position - at));
        done = position;
    }
    runPiece(text.substr(done));
}

void ByteLevelIds::runPiece(std::string_view text) {
    if (text.empty() || full()) return;
    if (m_words.addPrefixSpace && text.front() != ' ') {
        m_spaced.assign(1, ' ').append(text);
        text = m_spaced;
    }
    const Gpt2Splitter splitter(text);
    for (std::size_t begin = 0; begin < text.size() && !full();) {
        const std::size_t end = splitter.wordEnd(begin);
        emit(text.substr(begin, end - begin));
        begin = end;
    }
}

void ByteLevelIds::emit(std::string_view word) {
    m_cache.append(word, m_ids, [this](std::string_view one) { m_model.tokenizeBytes(one, m_ids); });
}

}
