// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/byte_reader.h"

namespace espalier {

namespace {

/// Bytes of the UTF-8 sequence that `text` begins with; 0 where it is malformed (Unicode, table 3-7).
std::size_t sequenceLength(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xC2 && first <= 0xDF ? 2
        : first >= 0xE0 && first <= 0xEF                      ? 3
        : first >= 0xF0 && first <= 0xF4                      ? 4
                                                              : 0;
    if (length == 0 || length > text.size()) return 0;
    const unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (byte(1) < low || byte(1) > high) return 0;
    for (std::size_t i = 2; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80) return 0;
    return length;
}

}

std::string atByte(const std::string& file, std::uint64_t offset) {
    return file + ", byte " + std::to_string(offset);
}

std::string printable(std::string_view name) {
    constexpr std::size_t kMost = 200;
    std::string text;
    while (!name.empty() && text.size() < kMost) {
        const std::size_t length = sequenceLength(name);
        const auto first = static_cast<unsigned char>(name.front());
        if (length == 0 || first < 0x20 || first == 0x7F)
            text += "\xEF\xBF\xBD";
        else
            text.append(name.substr(0, length));
        name.remove_prefix(length == 0 ? 1 : length);
    }
    return name.empty() ? text : text + "…";
}

bool isUtf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

void ByteReader::moveTo(std::uint64_t position) {
    if (position > m_bytes.size())
        refuse("the file ends at byte " + std::to_string(m_bytes.size()) + ", before what should be here", position);
    m_position = position;
}

void ByteReader::refuse(const std::string& what, std::uint64_t position, const std::string& hint) const {
    failBadInput(what, atByte(m_file, position), hint);
}

void ByteReader::refuseShort(std::uint64_t count, const char* what) const {
    refuse("the file ends inside " + std::string(what) + ": " + std::to_string(count) + " bytes are due, "
           + std::to_string(left()) + " are left");
}

}
