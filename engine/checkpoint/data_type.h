// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// How a checkpoint's elements are stored: the types of safetensors and PyTorch, then the quantised ones of GGUF,
/// whose elements come in blocks that share scales.
enum class DataType {
    F64,
    F32,
    F16,
    BF16,
    F8E4M3,
    F8E5M2,
    I64,
    I32,
    I16,
    I8,
    U64,
    U32,
    U16,
    U8,
    Bool,
    Q4_0,
    Q4_1,
    Q5_0,
    Q5_1,
    Q8_0,
    Q4_K,
    Q5_K,
    Q6_K
};

/// Bytes of an element of a plain type, or of a block of a quantised one.
std::size_t elementSize(DataType type);
/// Elements a block; 1 for plain types.
std::size_t blockElements(DataType type);
inline bool isQuantised(DataType type) {
    return blockElements(type) > 1;
}
/// True for what weights can be: floating point or quantised.
bool isFloatingPoint(DataType type);
const char* dataTypeName(DataType type); ///< F32, BF16, Q4_K … as the files spell it

/// The plain type that safetensors' spelling (F32, BOOL …) stands for.
std::optional<DataType> dataTypeFromName(std::string_view name);

/// Bytes of a tensor of this shape; nothing where the product doesn't fit 63 bits, an extent is negative, or rows are
/// not whole blocks.
std::optional<std::uint64_t> checkedByteSize(std::span<const std::int64_t> shape, DataType type);

/// A tensor in a file: type, shape, and its bytes (little endian, row-major), valid as long as the reader.
struct TensorView {
    DataType type = DataType::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::uint8_t> bytes;
    std::int64_t elements() const;
};

}
