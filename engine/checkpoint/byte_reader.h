// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/error.h"

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace espalier {

/// Where something is, as error messages spell it: "model.safetensors, byte 812".
std::string atByte(const std::string& file, std::uint64_t offset);

/// A name out of a file, fit for a one-line message: control characters and broken UTF-8 replaced, at most 200 bytes.
std::string printable(std::string_view name);

/// True for well-formed UTF-8 (no surrogates, no overlong forms).
bool isUtf8(std::string_view text);

/// Walks over little-endian bytes of a file; what is not there is an Exception that names file and byte.
class ByteReader {
public:
    ByteReader(std::span<const std::uint8_t> bytes, std::string file, std::uint64_t position = 0)
        : m_bytes(bytes), m_file(std::move(file)), m_position(position) { }

    const std::string& file() const { return m_file; }
    std::uint64_t position() const { return m_position; }
    std::uint64_t left() const { return m_bytes.size() - m_position; }
    void moveTo(std::uint64_t position);

    /// The next `count` bytes; `what` says in errors what they should have been.
    std::span<const std::uint8_t> take(std::uint64_t count, const char* what) {
        if (count > left()) refuseShort(count, what);
        const auto bytes = m_bytes.subspan(m_position, count);
        m_position += count;
        return bytes;
    }
    std::string_view takeText(std::uint64_t count, const char* what) {
        const auto bytes = take(count, what);
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    template <typename T>
    T number(const char* what) {
        T value;
        std::memcpy(&value, take(sizeof(T), what).data(), sizeof(T));
        return value;
    }

    [[noreturn]] void refuse(const std::string& what, std::uint64_t position,
                             const std::string& hint = "the file is damaged or incomplete: fetch it again") const;
    [[noreturn]] void refuse(const std::string& what) const { refuse(what, m_position); }

private:
    [[noreturn]] void refuseShort(std::uint64_t count, const char* what) const;
    std::span<const std::uint8_t> m_bytes;
    std::string m_file;
    std::uint64_t m_position;
};

}
