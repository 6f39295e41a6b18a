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
    while (position < text.size() && !full()) {
        const auto byte = static_cast<std::uint8_t>(text[position]);
        switch (m_ascii.kind[byte]) {
        case AsciiTable::Letter:
            position = takeLetters(text, position);
            break;
        case AsciiTable::Removed:
            ++position;
            break;
        case AsciiTable::Space:
            endWord();
            ++position;
            break;
        case AsciiTable::Punctuation:
            endWord();
            emit(text.substr(position++, 1));
            break;
        case AsciiTable::Other:
            return position;
        }
    }
    return full() ? text.size() : position;
}

std::size_t IdStream::takeLetters(std::string_view text, std::size_t position) {
    const std::size_t begin = position;
    while (position < text.size() && m_ascii.kind[static_cast<std::uint8_t>(text[position])] == AsciiTable::Letter)
        ++position;
    const std::size_t before = m_word.size();
    m_word.resize(before + position - begin);
    for (std::size_t i = begin; i < position; ++i)
        m_word[before + i - begin] = m_ascii.letter[static_cast<std::uint8_t>(text[i])];
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
    m_cache.append(word, m_ids, [this](std::string_view one) { tokenize(one); });
}

void IdStream::tokenize(std::string_view word) {
    m_tokens.clear();
    m_model.tokenize(word, m_tokens);
    for (const WordPieceToken& token : m_tokens)
        m_ids.push_back(token.id);
}

}
