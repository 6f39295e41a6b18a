// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/gguf.h"

namespace espalier {

/// One row of ggml's table of types.
struct GgmlType {
    std::uint32_t id;
    const char* name;
    std::uint64_t block, size; ///< elements and bytes a block
    std::optional<DataType> type;
};
/// Null where ggml has no such type (any more).
const GgmlType* ggmlType(std::uint32_t id);

/// Bytes of a scalar of this type; 0 for texts and arrays.
std::uint64_t ggufScalarSize(GgufType type);
/// Reads a value of `type`, checked; nested arrays are walked over, at most 4 deep.
GgufValue readGgufValue(ByteReader& reader, GgufType type);
GgufType readGgufType(ByteReader& reader);
/// A length and that many bytes.
std::string_view readGgufText(ByteReader& reader, const char* what);
/// The same for a key or a tensor's name: UTF-8, at most 65535 bytes.
std::string_view readGgufName(ByteReader& reader, const char* what);

/// What the table of tensors says about one, not yet checked against the data.
struct GgufTensorInfo {
    std::string name;
    const GgmlType* type = nullptr;
    std::vector<std::int64_t> shape;
    std::uint64_t offset = 0, size = 0; ///< from the start of the data; bytes
    std::uint64_t position = 0; ///< of the entry, for errors
};
GgufTensorInfo readGgufTensorInfo(ByteReader& reader);

}
