// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/id_stream.h"

namespace espalier {

using unicode::CharInfo;

AsciiTable::AsciiTable(const NormalizerOptions& options) {
    kind.fill(Other);
    for (unsigned byte = 0; byte < letter.size(); ++byte) {
        const CharInfo& info = unicode::charInfo(byte);
        const std::int32_t lower = options.lowerCase ? info.lower : 0;
        letter[byte] = static_cast<char>(static_cast<std::int32_t>(byte) + lower);
        kind[byte] = options.cleanText && info.has(CharInfo::Removed) ? Removed
            : info.has(CharInfo::Space)                               ? Space
            : info.has(CharInfo::Punctuation)                         ? Punctuation
                                                                      : Letter;
    }
}

void IdStream::run(std::string_view text) {
    NormalizerStream<IdStream> stream(m_options, *this);
    for (std::size_t position = 0; position < text.size() && !full();) {
        if (!stream.waiting()) position = runAscii(text, position);
        if (position < text.size()) stream.put(unicode::decodeUtf8(text, position), 0);
    }
    stream.finish();
    endWord();
}

/// Takes ASCII bytes until the text ends, something else comes, or there is enough.
std::size_t IdStream::runAscii(std::string_view text, std::size_t position) {
    for (; position < text.size(); ++position) {
        const auto byte = static_cast<std::uint8_t>(text[position]);
        switch (m_ascii.kind[byte]) {
        case AsciiTable::Letter:
            m_word += m_ascii.letter[byte];
            break;
        case AsciiTable::Removed:
            break;
        case AsciiTable::Space:
            endWord();
            break;
        case AsciiTable::Punctuation:
            endWord();
            if (full()) return text.size();
            emit(text.substr(position, 1));
            break;
        case AsciiTable::Other:
            return position;
        }
        if (full()) return text.size();
    }
    return position;
}

void IdStream::put(char32_t c, Alignment) {
    const CharInfo& info = unicode::charInfo(c);
    if (info.has(CharInfo::Space)) return endWord();
    if (!info.has(CharInfo::Punctuation)) return unicode::appendUtf8(m_word, c);
    endWord();
    unicode::appendUtf8(m_word, c);
    endWord();
}

void IdStream::endWord() {
    if (m_word.empty()) return;
    emit(m_word);
    m_word.clear();
}

void IdStream::emit(std::string_view word) {
    WordCache::Entry* entry = m_cache.slot(word);
    if (entry != nullptr && WordCache::holds(*entry, word)) {
        m_ids.insert(m_ids.end(), entry->ids, entry->ids + entry->count);
        return;
    }
    m_tokens.clear();
    m_model.tokenize(word, m_tokens);
    const std::size_t before = m_ids.size();
    for (const WordPieceToken& token : m_tokens)
        m_ids.push_back(token.id);
    if (entry != nullptr) WordCache::store(*entry, word, m_ids.data() + before, m_tokens.size());
}

}
