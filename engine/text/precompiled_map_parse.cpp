// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/error.h"
#include "engine/text/precompiled_map.h"

#include <bit>
#include <cstring>

namespace espalier {

namespace {

constexpr std::size_t kHeaderBytes = 4, kUnitBytes = 4, kBlock = 256;

[[noreturn]] void failAt(std::size_t byte, const std::string& problem, const std::string& where) {
    failBadInput("the normalization map " + problem, where + ": byte " + std::to_string(byte),
                 "fetch the model's tokenizer files again");
}

std::uint32_t readWord(std::string_view bytes, std::size_t at) {
    std::uint32_t word = 0;
    static_assert(std::endian::native == std::endian::little);
    std::memcpy(&word, bytes.data() + at, sizeof word);
    return word;
}

/// The first byte that is not UTF-8; npos where there is none.
std::size_t firstBadByte(std::string_view text) {
    if (unicode::isUtf8(text)) return std::string_view::npos;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        if (unicode::decodeUtf8(text, at) == 0xFFFD && text.substr(begin, at - begin) != "\xEF\xBF\xBD") return begin;
    }
    return std::string_view::npos;
}

int digitOf(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/// Base64 (RFC 4648) in its one canonical form: padded, without white space, unused bits zero.
std::string decodeBase64(std::string_view text, const std::string& where) {
    if (text.size() % 4 != 0) failAt(text.size(), "is base64 that ends within a group of four", where);
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    std::uint32_t bits = 0;
    int count = 0;
    for (std::size_t at = 0; at < text.size() - padding; ++at) {
        const int digit = digitOf(text[at]);
        if (digit < 0) failAt(at, "has a character that is not base64", where);
        bits = bits << 6 | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>(bits >> count);
        bits &= (1u << count) - 1;
    }
    if (bits != 0) failAt(text.size() - padding, "is base64 whose unused bits are not zero", where);
    return bytes;
}

}

Result<PrecompiledMap> PrecompiledMap::parse(std::string_view bytes, const std::string& where) {
    return capture([&] {
        PrecompiledMap map;
        map.readUnits(bytes, where);
        map.check(where);
        map.noteAscii();
        return map;
    });
}

Result<PrecompiledMap> PrecompiledMap::parseBase64(std::string_view text, const std::string& where) {
    return capture([&] { return parse(decodeBase64(text, where), where + " (decoded)").value(); });
}

void PrecompiledMap::readUnits(std::string_view bytes, const std::string& where) {
    if (bytes.size() < kHeaderBytes) failAt(bytes.size(), "ends within the size of its trie", where);
    const std::size_t size = readWord(bytes, 0);
    if (size == 0 || size % kUnitBytes != 0)
        failAt(0, "has a trie of " + std::to_string(size) + " bytes, which is not a number of units", where);
    if (size > bytes.size() - kHeaderBytes)
        failAt(0,
               "has a trie of " + std::to_string(size) + " bytes but only "
                   + std::to_string(bytes.size() - kHeaderBytes) + " follow",
               where);
    const std::string_view replacements = bytes.substr(kHeaderBytes + size);
    if (const std::size_t bad = firstBadByte(replacements); bad != std::string_view::npos)
        failAt(kHeaderBytes + size + bad, "has a replacement that is not UTF-8", where);
    m_replacements = replacements;
    m_units.resize((size / kUnitBytes + kBlock - 1) / kBlock * kBlock);
    for (std::size_t i = 0; i < size / kUnitBytes; ++i)
        m_units[i].bits = readWord(bytes, kHeaderBytes + i * kUnitBytes);
    m_root = m_units[0].offset();
    if (m_root >= m_units.size()) failAt(kHeaderBytes, "has a root that points out of the trie", where);
}

/// Follows every edge once. A unit with label c is the child of node (its place ^ c) and of no other, so sorting the
/// units by that gives each node's edges.
void PrecompiledMap::check(const std::string& where) const {
    std::vector<std::uint32_t> begin(m_units.size() + 1, 0), edges(m_units.size());
    const auto parentOf = [&](std::uint32_t at) {
        const std::uint32_t label = m_units[at].label();
        return label >= 1 && label <= 0xFF ? static_cast<std::int64_t>(at ^ label) : -1;
    };
    for (std::uint32_t at = 0; at < m_units.size(); ++at)
        if (const auto parent = parentOf(at); parent >= 0) ++begin[static_cast<std::size_t>(parent) + 1];
    for (std::size_t i = 1; i < begin.size(); ++i)
        begin[i] += begin[i - 1];
    std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
    for (std::uint32_t at = 0; at < m_units.size(); ++at)
        if (const auto parent = parentOf(at); parent >= 0) edges[next[static_cast<std::size_t>(parent)]++] = at;

    std::vector<bool> seen(m_units.size(), false);
    std::vector<std::uint32_t> waiting {m_root};
    seen[m_root] = true;
    while (!waiting.empty()) {
        const std::uint32_t node = waiting.back();
        waiting.pop_back();
        for (std::uint32_t i = begin[node]; i < begin[node + 1]; ++i) {
            const std::uint32_t child = checkEdge(edges[i], where);
            if (!seen[child]) waiting.push_back(child);
            seen[child] = true;
        }
    }
}

/// The node that the unit at `at` leads to, with its value checked.
std::uint32_t PrecompiledMap::checkEdge(std::uint32_t at, const std::string& where) const {
    const std::uint32_t node = at ^ m_units[at].offset();
    const std::size_t byte = kHeaderBytes + kUnitBytes * std::size_t {at};
    if (node >= m_units.size()) failAt(byte, "points out of its trie", where);
    if (!m_units[at].hasLeaf()) return node;
    const std::size_t value = m_units[node].value();
    if (value > m_replacements.size())
        failAt(kHeaderBytes + kUnitBytes * std::size_t {node}, "points past its replacements", where);
    if (value < m_replacements.size() && (m_replacements[value] & 0xC0) == 0x80)
        failAt(kHeaderBytes + kUnitBytes * std::size_t {node}, "points into the middle of a character", where);
    return node;
}

void PrecompiledMap::noteAscii() {
    for (int c = 0; c < 0x80; ++c) {
        const char byte = static_cast<char>(c);
        m_plain[static_cast<std::size_t>(c)] = byte != '\r' && find({&byte, 1}).data() == nullptr;
    }
}

}
