// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/data_type.h"

#include <array>
#include <limits>

namespace espalier {

namespace {

struct TypeRow {
    DataType type;
    const char* name;
    std::size_t size, block;
    bool floating;
};

constexpr std::array kTypes {
    TypeRow {DataType::F64, "F64", 8, 1, true},
    TypeRow {DataType::F32, "F32", 4, 1, true},
    TypeRow {DataType::F16, "F16", 2, 1, true},
    TypeRow {DataType::BF16, "BF16", 2, 1, true},
    TypeRow {DataType::F8E4M3, "F8_E4M3", 1, 1, true},
    TypeRow {DataType::F8E5M2, "F8_E5M2", 1, 1, true},
    TypeRow {DataType::I64, "I64", 8, 1, false},
    TypeRow {DataType::I32, "I32", 4, 1, false},
    TypeRow {DataType::I16, "I16", 2, 1, false},
    TypeRow {DataType::I8, "I8", 1, 1, false},
    TypeRow {DataType::U64, "U64", 8, 1, false},
    TypeRow {DataType::U32, "U32", 4, 1, false},
    TypeRow {DataType::U16, "U16", 2, 1, false},
    TypeRow {DataType::U8, "U8", 1, 1, false},
    TypeRow {DataType::Bool, "BOOL", 1, 1, false},
    // ggml-common.h: block_q4_0 … block_q6_K
    TypeRow {DataType::Q4_0, "Q4_0", 18, 32, true},
    TypeRow {DataType::Q4_1, "Q4_1", 20, 32, true},
    TypeRow {DataType::Q5_0, "Q5_0", 22, 32, true},
    TypeRow {DataType::Q5_1, "Q5_1", 24, 32, true},
    TypeRow {DataType::Q8_0, "Q8_0", 34, 32, true},
    TypeRow {DataType::Q4_K, "Q4_K", 144, 256, true},
    TypeRow {DataType::Q5_K, "Q5_K", 176, 256, true},
    TypeRow {DataType::Q6_K, "Q6_K", 210, 256, true},
};

/// The table is in the order of the enumeration.
const TypeRow& row(DataType type) {
    return kTypes.at(static_cast<std::size_t>(type));
}

}

std::size_t elementSize(DataType type) {
    return row(type).size;
}

std::size_t blockElements(DataType type) {
    return row(type).block;
}

bool isFloatingPoint(DataType type) {
    return row(type).floating;
}

const char* dataTypeName(DataType type) {
    return row(type).name;
}

std::optional<DataType> dataTypeFromName(std::string_view name) {
    for (const TypeRow& candidate : kTypes)
        if (candidate.block == 1 && name == candidate.name) return candidate.type;
    return std::nullopt;
}

std::optional<std::uint64_t> checkedByteSize(std::span<const std::int64_t> shape, DataType type) {
    const std::uint64_t block = blockElements(type);
    if (block > 1 && (shape.empty() || shape.back() % static_cast<std::int64_t>(block) != 0)) return std::nullopt;
    std::uint64_t size = elementSize(type);
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] < 0) return std::nullopt;
        const auto extent = static_cast<std::uint64_t>(shape[i]);
        if (__builtin_mul_overflow(size, i + 1 == shape.size() ? extent / block : extent, &size)) return std::nullopt;
    }
    // A zero extent hides how large the others are.
    if (size > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
    return size;
}

std::int64_t TensorView::elements() const {
    return static_cast<std::int64_t>(bytes.size() / elementSize(type) * blockElements(type));
}

}
