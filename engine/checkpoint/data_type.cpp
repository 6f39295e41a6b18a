// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/data_type.h"

#include <array>

namespace espalier {

namespace {

struct TypeRow {
    DataType type;
    const char* name;
    std::size_t size;
};

constexpr std::array kTypes {
    TypeRow {DataType::F64, "F64", 8},   TypeRow {DataType::F32, "F32", 4}, TypeRow {DataType::F16, "F16", 2},
    TypeRow {DataType::BF16, "BF16", 2}, TypeRow {DataType::I64, "I64", 8}, TypeRow {DataType::I32, "I32", 4},
    TypeRow {DataType::I16, "I16", 2},   TypeRow {DataType::I8, "I8", 1},   TypeRow {DataType::U8, "U8", 1},
    TypeRow {DataType::Bool, "BOOL", 1},
};

const TypeRow& row(DataType type) {
    for (const TypeRow& candidate : kTypes)
        if (candidate.type == type) return candidate;
    fail(ErrorKind::Failed, "unknown element type");
}

}

std::size_t elementSize(DataType type) {
    return row(type).size;
}

const char* dataTypeName(DataType type) {
    return row(type).name;
}

std::optional<DataType> dataTypeFromName(std::string_view name) {
    for (const TypeRow& candidate : kTypes)
        if (name == candidate.name) return candidate.type;
    return std::nullopt;
}

std::optional<std::uint64_t> checkedByteSize(std::span<const std::int64_t> shape, DataType type) {
    std::uint64_t size = elementSize(type);
    for (const std::int64_t extent : shape) {
        if (extent < 0 || __builtin_mul_overflow(size, static_cast<std::uint64_t>(extent), &size)) return std::nullopt;
    }
    return size;
}

std::int64_t TensorView::elements() const {
    return static_cast<std::int64_t>(bytes.size() / elementSize(type));
}

}
