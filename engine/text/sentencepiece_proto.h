// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace espalier {

/// A field of a protobuf message.
struct ProtoField {
    enum class Wire : std::uint8_t { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };
    std::uint32_t number;
    Wire wire;
    std::uint64_t value; ///< of a Varint or fixed field
    std::string_view bytes; ///< of a Bytes field
    std::size_t offset; ///< of its content in the file

    /// The field's value, where it is of that number and kind; a field of another kind reads as one not known.
    std::optional<std::int32_t> integer(std::uint32_t of) const;
    std::optional<bool> boolean(std::uint32_t of) const;
    std::optional<float> real(std::uint32_t of) const;
    bool isBytes(std::uint32_t of) const { return number == of && wire == Wire::Bytes; }
};

/// Reads the fields of one protobuf message in order, every bound checked; groups, which nobody writes any more, are
/// passed over. Throws Exception naming the file and the byte.
class ProtoReader {
public:
    /// `offset`: where `bytes` begin in the file.
    ProtoReader(std::string_view bytes, std::size_t offset, const std::string& where)
        : m_bytes(bytes), m_offset(offset), m_where(where) { }

    /// The next field; none at the end.
    std::optional<ProtoField> next();
    /// A reader of the message that a Bytes field holds.
    ProtoReader inside(const ProtoField& field) const { return {field.bytes, field.offset, m_where}; }
    /// A Bytes field as text. Throws Exception where it is not UTF-8.
    std::string text(const ProtoField& field) const;
    [[noreturn]] void fail(std::size_t offset, const std::string& problem) const;

private:
    std::uint64_t varint();
    std::uint64_t fixed(std::size_t size);
    std::string_view lengthDelimited();
    void require(std::size_t size) const;

    std::string_view m_bytes;
    std::size_t m_offset, m_at = 0;
    const std::string& m_where;
};

}
