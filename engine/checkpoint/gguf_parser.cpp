// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf_parser.h"

#include <array>
#include <limits>

namespace espalier {

namespace {

constexpr std::uint64_t kMaxName = 65535; // docs/gguf.md: keys are at most 2^16 − 1 bytes
constexpr std::uint32_t kMaxRank = 4; // GGML_MAX_DIMS
constexpr int kMaxArrayDepth = 4;
constexpr std::uint64_t kMaxTexts = 4'000'000; // a vocabulary has 0.3 million

// ggml.h: enum ggml_type; sizes of ggml-common.h, as gguf-py's GGML_QUANT_SIZES lists them.
constexpr std::array kTypes {
    GgmlType {0, "F32", 1, 4, DataType::F32},        GgmlType {1, "F16", 1, 2, DataType::F16},
    GgmlType {2, "Q4_0", 32, 18, DataType::Q4_0},    GgmlType {3, "Q4_1", 32, 20, DataType::Q4_1},
    GgmlType {6, "Q5_0", 32, 22, DataType::Q5_0},    GgmlType {7, "Q5_1", 32, 24, DataType::Q5_1},
    GgmlType {8, "Q8_0", 32, 34, DataType::Q8_0},    GgmlType {9, "Q8_1", 32, 40, std::nullopt},
    GgmlType {10, "Q2_K", 256, 84, std::nullopt},    GgmlType {11, "Q3_K", 256, 110, std::nullopt},
    GgmlType {12, "Q4_K", 256, 144, DataType::Q4_K}, GgmlType {13, "Q5_K", 256, 176, DataType::Q5_K},
    GgmlType {14, "Q6_K", 256, 210, DataType::Q6_K}, GgmlType {15, "Q8_K", 256, 292, std::nullopt},
    GgmlType {16, "IQ2_XXS", 256, 66, std::nullopt}, GgmlType {17, "IQ2_XS", 256, 74, std::nullopt},
    GgmlType {18, "IQ3_XXS", 256, 98, std::nullopt}, GgmlType {19, "IQ1_S", 256, 50, std::nullopt},
    GgmlType {20, "IQ4_NL", 32, 18, std::nullopt},   GgmlType {21, "IQ3_S", 256, 110, std::nullopt},
    GgmlType {22, "IQ2_S", 256, 82, std::nullopt},   GgmlType {23, "IQ4_XS", 256, 136, std::nullopt},
    GgmlType {24, "I8", 1, 1, DataType::I8},         GgmlType {25, "I16", 1, 2, DataType::I16},
    GgmlType {26, "I32", 1, 4, DataType::I32},       GgmlType {27, "I64", 1, 8, DataType::I64},
    GgmlType {28, "F64", 1, 8, DataType::F64},       GgmlType {29, "IQ1_M", 256, 56, std::nullopt},
    GgmlType {30, "BF16", 1, 2, DataType::BF16},     GgmlType {34, "TQ1_0", 256, 54, std::nullopt},
    GgmlType {35, "TQ2_0", 256, 66, std::nullopt},   GgmlType {39, "MXFP4", 32, 17, std::nullopt},
    GgmlType {40, "NVFP4", 64, 36, std::nullopt},    GgmlType {41, "Q1_0", 128, 18, std::nullopt},
};

/// Walks over the elements of an array that is not of plain numbers; a stack of counts instead of recursion.
void skipElements(ByteReader& reader, GgufType elementType, std::uint64_t count) {
    struct Level {
        GgufType type;
        std::uint64_t left;
    };
    std::vector<Level> levels {{elementType, count}};
    while (!levels.empty()) {
        Level& level = levels.back();
        if (level.left == 0) {
            levels.pop_back();
            continue;
        }
        const std::uint64_t size = ggufScalarSize(level.type);
        if (size > 0) {
            if (level.left > reader.left() / size) reader.refuse("the file ends inside an array");
            reader.take(level.left * size, "an array");
            level.left = 0;
        } else if (level.type == GgufType::Text) {
            --level.left;
            readGgufText(reader, "a text of an array");
        } else {
            --level.left;
            if (levels.size() == kMaxArrayDepth) reader.refuse("arrays are nested more than 4 deep");
            const GgufType inner = readGgufType(reader);
            levels.push_back({inner, reader.number<std::uint64_t>("an array's length")});
        }
    }
}

}

const GgmlType* ggmlType(std::uint32_t id) {
    for (const GgmlType& type : kTypes)
        if (type.id == id) return &type;
    return nullptr;
}

std::uint64_t ggufScalarSize(GgufType type) {
    switch (type) {
    case GgufType::U8:
    case GgufType::I8:
    case GgufType::Bool:
        return 1;
    case GgufType::U16:
    case GgufType::I16:
        return 2;
    case GgufType::U32:
    case GgufType::I32:
    case GgufType::F32:
        return 4;
    case GgufType::U64:
    case GgufType::I64:
    case GgufType::F64:
        return 8;
    case GgufType::Text:
    case GgufType::Array:
        break;
    }
    return 0;
}

std::string_view readGgufText(ByteReader& reader, const char* what) {
    const auto length = reader.number<std::uint64_t>(what);
    return reader.takeText(length, what);
}

std::string_view readGgufName(ByteReader& reader, const char* what) {
    const std::uint64_t position = reader.position();
    const std::string_view name = readGgufText(reader, what);
    if (name.size() > kMaxName)
        reader.refuse(std::string(what) + " has " + std::to_string(name.size()) + " bytes, more than the 65535 allowed",
                      position);
    if (!isUtf8(name)) reader.refuse(std::string(what) + " is not UTF-8", position);
    return name;
}

GgufType readGgufType(ByteReader& reader) {
    const std::uint64_t position = reader.position();
    const auto type = reader.number<std::uint32_t>("a value's type");
    if (type > static_cast<std::uint32_t>(GgufType::F64))
        reader.refuse("there is no value type " + std::to_string(type), position);
    return static_cast<GgufType>(type);
}

GgufValue readGgufValue(ByteReader& reader, GgufType type) {
    GgufValue value {type, type, 1, {}, reader.position()};
    if (type == GgufType::Text) {
        const std::string_view text = readGgufText(reader, "a text");
        value.bytes = {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
    } else if (type == GgufType::Array) {
        value.elementType = readGgufType(reader);
        value.count = reader.number<std::uint64_t>("an array's length");
        const std::uint64_t least = value.elementType == GgufType::Text ? 8
            : value.elementType == GgufType::Array                      ? 12
                                                                        : ggufScalarSize(value.elementType);
        if (value.count > reader.left() / least)
            reader.refuse("an array claims " + std::to_string(value.count) + " elements, but only "
                              + std::to_string(reader.left()) + " bytes follow",
                          value.position);
        if (ggufScalarSize(value.elementType) == 0 && value.count > kMaxTexts)
            reader.refuse("an array of " + std::to_string(value.count) + " texts is more than the 4 million allowed",
                          value.position);
        ByteReader start = reader;
        skipElements(reader, value.elementType, value.count);
        value.bytes = start.take(reader.position() - start.position(), "an array");
    } else {
        value.bytes = reader.take(ggufScalarSize(type), "a number");
    }
    return value;
}

GgufTensorInfo readGgufTensorInfo(ByteReader& reader) {
    GgufTensorInfo info;
    info.position = reader.position();
    info.name = readGgufName(reader, "a tensor's name");
    const auto refuse = [&](const std::string& what) {
        reader.refuse("tensor \"" + printable(info.name) + "\" " + what, info.position);
    };
    const auto rank = reader.number<std::uint32_t>("a tensor's number of dimensions");
    if (rank > kMaxRank) refuse("has " + std::to_string(rank) + " dimensions, more than the 4 allowed");
    info.shape.resize(rank);
    std::uint64_t elements = 1;
    for (std::uint32_t i = 0; i < rank; ++i) {
        const auto extent = reader.number<std::uint64_t>("a tensor's shape");
        if (extent == 0) refuse("has a dimension of extent 0");
        if (__builtin_mul_overflow(elements, extent, &elements)
            || elements > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            refuse("has a shape whose size does not fit 64 bits");
        info.shape[rank - 1 - i] = static_cast<std::int64_t>(extent);
    }
    const auto typeId = reader.number<std::uint32_t>("a tensor's type");
    info.type = ggmlType(typeId);
    if (!info.type) refuse("has the element type " + std::to_string(typeId) + ", which is not known here");
    const auto row = static_cast<std::uint64_t>(info.shape.empty() ? 1 : info.shape.back());
    if (row % info.type->block != 0)
        refuse("has rows of " + std::to_string(row) + " elements, which are not whole blocks of " + info.type->name);
    if (__builtin_mul_overflow(elements / info.type->block, info.type->size, &info.size))
        refuse("has a shape whose size does not fit 64 bits");
    info.offset = reader.number<std::uint64_t>("a tensor's offset");
    return info;
}

}
