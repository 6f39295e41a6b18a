// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/bpe.h"

#include "engine/base/error.h"
#include "engine/text/byte_alphabet.h"
#include "engine/text/unicode.h"

#include <algorithm>

namespace espalier {

namespace {

std::string fallbackToken(unsigned byte) {
    constexpr char kDigits[] = "0123456789ABCDEF";
    return std::string("<0x") + kDigits[byte / 16] + kDigits[byte % 16] + ">";
}

}

Bpe::Bpe(Vocabulary vocabulary, const BpeMerges& merges, BpeOptions options, const std::string& where)
    : m_vocabulary(std::move(vocabulary)), m_options(std::move(options)), m_merges(merges.size()) {
    addMerges(merges, where);
    for (unsigned byte = 0; byte < 256; ++byte)
        m_fallback[byte] = m_vocabulary.id(fallbackToken(byte)).value_or(-1);
    prepareBytes();
}

std::int32_t Bpe::requiredId(const std::string& token, const std::string& where) const {
    const auto found = m_vocabulary.id(token);
    if (!found) failBadInput("the vocabulary has no token \"" + token + "\", which the merges name", where);
    return *found;
}

void Bpe::addMerges(const BpeMerges& merges, const std::string& where) {
    const std::size_t prefix = m_options.continuingPrefix.size();
    for (std::size_t i = 0; i < merges.size(); ++i) {
        const auto& [left, right] = merges[i];
        const std::int32_t leftId = requiredId(left, where), rightId = requiredId(right, where);
        if (right.size() < prefix) failBadInput("the merge of \"" + right + "\" lacks the prefix", where);
        const std::int32_t both = requiredId(left + right.substr(prefix), where);
        m_merges.set(leftId, rightId, {static_cast<std::uint32_t>(i), both});
    }
}

void Bpe::prepareBytes() {
    m_coversBytes = m_options.continuingPrefix.empty() && m_options.endOfWordSuffix.empty();
    for (unsigned byte = 0; byte < 256 && m_coversBytes; ++byte) {
        std::string character;
        unicode::appendUtf8(character, byteCharacter(static_cast<std::uint8_t>(byte)));
        m_byteIds[byte] = m_vocabulary.id(character).value_or(-1);
        m_coversBytes = m_byteIds[byte] >= 0;
    }
    if (!m_coversBytes || !m_options.ignoreMerges) return;
    m_vocabulary.forEach([this](const std::string& token, std::int32_t id) {
        if (auto bytes = bytesOfToken(token)) m_byBytes.emplace(std::move(*bytes), id);
    });
}

std::string Bpe::token(std::int32_t id) const {
    const std::string* text = m_vocabulary.token(id);
    return text == nullptr ? std::string() : *text;
}

std::optional<std::int32_t> Bpe::unknownId() const {
    return m_options.unknownToken ? m_vocabulary.id(*m_options.unknownToken) : std::nullopt;
}

std::optional<std::int32_t> Bpe::characterId(std::string_view character, bool first, bool last) const {
    const bool prefixed = !first && !m_options.continuingPrefix.empty();
    const bool suffixed = last && !m_options.endOfWordSuffix.empty();
    if (!prefixed && !suffixed) return m_vocabulary.id(character);
    std::string whole = prefixed ? m_options.continuingPrefix : std::string();
    whole += character;
    if (suffixed) whole += m_options.endOfWordSuffix;
    return m_vocabulary.id(whole);
}

/// Adds the tokens of a character's bytes (with what is put before or after it); false where one is missing.
bool Bpe::addFallback(std::string_view character, bool first, bool last, std::vector<Symbol>& symbols) const {
    std::string whole = first ? std::string() : m_options.continuingPrefix;
    whole += character;
    if (last) whole += m_options.endOfWordSuffix;
    const bool all = std::all_of(whole.begin(), whole.end(),
                                 [this](char byte) { return m_fallback[static_cast<std::uint8_t>(byte)] >= 0; });
    for (std::size_t i = 0; all && i < whole.size(); ++i)
        symbols.push_back({m_fallback[static_cast<std::uint8_t>(whole[i])], 1});
    return all;
}

/// As the reference, an unknown token waits until the next known character, and byte tokens overtake it.
void Bpe::addCharacters(std::string_view piece, std::vector<Symbol>& symbols) const {
    std::optional<Symbol> unknown;
    for (std::size_t position = 0; position < piece.size();) {
        const std::size_t at = position;
        unicode::decodeUtf8(piece, position);
        const std::string_view character = piece.substr(at, position - at);
        const auto size = static_cast<std::uint32_t>(character.size());
        const bool first = at == 0, last = position == piece.size();
        if (const auto known = characterId(character, first, last)) {
            if (unknown) symbols.push_back(*unknown);
            unknown.reset();
            symbols.push_back({*known, size});
            continue;
        }
        if (m_options.byteFallback && addFallback(character, first, last, symbols)) continue;
        if (!m_options.unknownToken) continue;
        const auto id = unknownId();
        if (!id)
            failBadInput("the unknown token \"" + *m_options.unknownToken + "\" is not in the vocabulary", {},
                         "repair the tokenizer's files");
        if (unknown && m_options.fuseUnknown) {
            unknown->bytes += size;
        } else {
            if (unknown) symbols.push_back(*unknown);
            unknown = Symbol {*id, size};
        }
    }
    if (unknown) symbols.push_back(*unknown);
}

void Bpe::tokenize(std::string_view piece, std::vector<ModelToken>& out) const {
    if (m_options.ignoreMerges) {
        if (const auto whole = m_vocabulary.id(piece))
            return out.push_back({*whole, 0, static_cast<std::uint32_t>(piece.size())});
    }
    thread_local std::vector<Symbol> symbols;
    symbols.clear();
    addCharacters(piece, symbols);
    merge(symbols);
    std::uint32_t begin = 0;
    for (const Symbol& symbol : symbols) {
        out.push_back({symbol.id, begin, begin + symbol.bytes});
        begin += symbol.bytes;
    }
}

void Bpe::tokenizeBytes(std::string_view bytes, std::vector<std::int32_t>& ids) const {
    if (m_options.ignoreMerges) {
        const auto whole = m_byBytes.find(std::string(bytes));
        if (whole != m_byBytes.end()) return ids.push_back(whole->second);
    }
    thread_local std::vector<Symbol> symbols;
    symbols.clear();
    for (const char byte : bytes)
        symbols.push_back({m_byteIds[static_cast<std::uint8_t>(byte)], 1});
    merge(symbols);
    for (const Symbol& symbol : symbols)
        ids.push_back(symbol.id);
}

}
