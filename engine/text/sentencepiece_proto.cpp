// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/sentencepiece_proto.h"

#include "engine/base/error.h"
#include "engine/text/unicode.h"

#include <bit>
#include <vector>

namespace espalier {

namespace {

constexpr std::uint32_t kStartGroup = 3, kEndGroup = 4;
constexpr std::size_t kMaxGroups = 64;

}

std::optional<std::int32_t> ProtoField::integer(std::uint32_t of) const {
    if (number != of || wire != Wire::Varint) return std::nullopt;
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(value)); // the low 32 bits, as protobuf reads an int32
}

std::optional<bool> ProtoField::boolean(std::uint32_t of) const {
    if (number != of || wire != Wire::Varint) return std::nullopt;
    return value != 0;
}

std::optional<float> ProtoField::real(std::uint32_t of) const {
    if (number != of || wire != Wire::Fixed32) return std::nullopt;
    return std::bit_cast<float>(static_cast<std::uint32_t>(value));
}

void ProtoReader::fail(std::size_t offset, const std::string& problem) const {
    failBadInput("the SentencePiece model " + problem, m_where + ": byte " + std::to_string(offset),
                 "fetch the model's tokenizer files again");
}

std::string ProtoReader::text(const ProtoField& field) const {
    if (!unicode::isUtf8(field.bytes)) fail(field.offset, "has text that is not UTF-8");
    return std::string(field.bytes);
}

void ProtoReader::require(std::size_t size) const {
    if (size > m_bytes.size() - m_at) fail(m_offset + m_at, "ends within a field");
}

std::uint64_t ProtoReader::varint() {
    const std::size_t begin = m_at;
    std::uint64_t value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
        require(1);
        const auto byte = static_cast<std::uint8_t>(m_bytes[m_at++]);
        value |= std::uint64_t {byte & 0x7Fu} << shift;
        if ((byte & 0x80) == 0) return value;
    }
    fail(m_offset + begin, "has a number of more than ten bytes");
}

std::uint64_t ProtoReader::fixed(std::size_t size) {
    require(size);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value |= std::uint64_t {static_cast<std::uint8_t>(m_bytes[m_at + i])} << (8 * i);
    m_at += size;
    return value;
}

std::string_view ProtoReader::lengthDelimited() {
    const std::size_t begin = m_at;
    const std::uint64_t size = varint();
    if (size > m_bytes.size() - m_at)
        fail(m_offset + begin,
             "has a field of " + std::to_string(size) + " bytes but only " + std::to_string(m_bytes.size() - m_at)
                 + " follow");
    const std::string_view bytes = m_bytes.substr(m_at, static_cast<std::size_t>(size));
    m_at += bytes.size();
    return bytes;
}

std::optional<ProtoField> ProtoReader::next() {
    std::vector<std::uint32_t> groups;
    while (m_at < m_bytes.size()) {
        const std::size_t begin = m_offset + m_at;
        const std::uint64_t tag = varint();
        if (tag > UINT32_MAX || tag >> 3 == 0) fail(begin, "has a field without a valid number");
        const auto number = static_cast<std::uint32_t>(tag >> 3), wire = static_cast<std::uint32_t>(tag & 7);
        ProtoField field {number, static_cast<ProtoField::Wire>(wire), 0, {}, m_offset + m_at};
        switch (wire) {
        case 0:
            field.value = varint();
            break;
        case 1:
            field.value = fixed(8);
            break;
        case 2:
            field.bytes = lengthDelimited();
            field.offset = m_offset + m_at - field.bytes.size();
            break;
        case kStartGroup:
            if (groups.size() == kMaxGroups) fail(begin, "has groups nested too deeply");
            groups.push_back(number);
            continue;
        case kEndGroup:
            if (groups.empty() || groups.back() != number) fail(begin, "ends a group that it has not begun");
            groups.pop_back();
            continue;
        case 5:
            field.value = fixed(4);
            break;
        default:
            fail(begin, "has a field of unknown kind " + std::to_string(wire));
        }
        if (groups.empty()) return field;
    }
    if (!groups.empty()) fail(m_offset + m_at, "ends within a group");
    return std::nullopt;
}

}
