// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf_parser.h"

#include <array>
#include <limits>

namespace espalier {

namespace {

constexpr std::uint64_t kMostElements = 16'000'000; // as numbers they take 8 bytes each
constexpr std::array kTypeNames {"uint8", "int8", "uint16", "int16",  "uint32", "int32",  "float32",
                                 "bool",  "text", "array",  "uint64", "int64",  "float64"};

template <typename T>
T at(std::span<const std::uint8_t> bytes, std::uint64_t index) {
    T value;
    std::memcpy(&value, bytes.data() + index * sizeof(T), sizeof(T));
    return value;
}

/// Element `index` as a whole number; nothing where the type is another or the value doesn't fit.
std::optional<std::int64_t> integerAt(GgufType type, std::span<const std::uint8_t> bytes, std::uint64_t index) {
    switch (type) {
    case GgufType::U8:
    case GgufType::Bool:
        return at<std::uint8_t>(bytes, index);
    case GgufType::I8:
        return at<std::int8_t>(bytes, index);
    case GgufType::U16:
        return at<std::uint16_t>(bytes, index);
    case GgufType::I16:
        return at<std::int16_t>(bytes, index);
    case GgufType::U32:
        return at<std::uint32_t>(bytes, index);
    case GgufType::I32:
        return at<std::int32_t>(bytes, index);
    case GgufType::I64:
        return at<std::int64_t>(bytes, index);
    case GgufType::U64: {
        const auto value = at<std::uint64_t>(bytes, index);
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
        return static_cast<std::int64_t>(value);
    }
    default:
        return std::nullopt;
    }
}

std::optional<double> numberAt(GgufType type, std::span<const std::uint8_t> bytes, std::uint64_t index) {
    if (type == GgufType::F32) return at<float>(bytes, index);
    if (type == GgufType::F64) return at<double>(bytes, index);
    const auto whole = integerAt(type, bytes, index);
    return whole ? std::optional(static_cast<double>(*whole)) : std::nullopt;
}

}

const char* ggufTypeName(GgufType type) {
    return kTypeNames.at(static_cast<std::size_t>(type));
}

const GgufValue* GgufFile::find(const std::string& key) const {
    const auto found = m_metadata.find(key);
    return found == m_metadata.end() ? nullptr : &found->second;
}

const GgufValue* GgufFile::findArray(const std::string& key) const {
    const GgufValue* value = find(key);
    if (value && value->type != GgufType::Array) refuse(key, *value, "an array");
    if (value && value->count > kMostElements) refuse(key, *value, "an array of at most 16 million elements");
    return value;
}

void GgufFile::refuse(const std::string& key, const GgufValue& value, const std::string& wanted) const {
    std::string has = ggufTypeName(value.type);
    if (value.type == GgufType::Array) has += std::string(" of ") + ggufTypeName(value.elementType);
    failBadInput("the metadata value \"" + printable(key) + "\" must be " + wanted + ", not " + has,
                 atByte(m_path.string(), value.position), "convert the model again");
}

std::optional<std::int64_t> GgufFile::integer(const std::string& key) const {
    const GgufValue* value = find(key);
    if (!value) return std::nullopt;
    const auto whole = value->type == GgufType::Bool ? std::nullopt : integerAt(value->type, value->bytes, 0);
    if (!whole) refuse(key, *value, "a whole number");
    return whole;
}

std::optional<double> GgufFile::number(const std::string& key) const {
    const GgufValue* value = find(key);
    if (!value) return std::nullopt;
    const auto real = value->type == GgufType::Bool ? std::nullopt : numberAt(value->type, value->bytes, 0);
    if (!real) refuse(key, *value, "a number");
    return real;
}

std::optional<bool> GgufFile::boolean(const std::string& key) const {
    const GgufValue* value = find(key);
    if (!value) return std::nullopt;
    if (value->type != GgufType::Bool) refuse(key, *value, "true or false");
    return value->bytes[0] != 0;
}

std::optional<std::string> GgufFile::text(const std::string& key) const {
    const GgufValue* value = find(key);
    if (!value) return std::nullopt;
    if (value->type != GgufType::Text) refuse(key, *value, "a text");
    return std::string(value->bytes.begin(), value->bytes.end());
}

std::vector<std::string> GgufFile::texts(const std::string& key) const {
    const GgufValue* value = findArray(key);
    if (!value) return {};
    if (value->elementType != GgufType::Text) refuse(key, *value, "an array of texts");
    ByteReader reader(value->bytes, m_path.string());
    std::vector<std::string> list;
    list.reserve(value->count);
    for (std::uint64_t i = 0; i < value->count; ++i)
        list.emplace_back(readGgufText(reader, "a text of an array"));
    return list;
}

std::vector<std::int64_t> GgufFile::integers(const std::string& key) const {
    const GgufValue* value = findArray(key);
    if (!value) return {};
    std::vector<std::int64_t> list;
    for (std::uint64_t i = 0; i < value->count; ++i) {
        const auto whole = integerAt(value->elementType, value->bytes, i);
        if (!whole) refuse(key, *value, "an array of whole numbers");
        list.push_back(*whole);
    }
    return list;
}

std::vector<double> GgufFile::numbers(const std::string& key) const {
    const GgufValue* value = findArray(key);
    if (!value) return {};
    std::vector<double> list;
    for (std::uint64_t i = 0; i < value->count; ++i) {
        const auto real = numberAt(value->elementType, value->bytes, i);
        if (!real) refuse(key, *value, "an array of numbers");
        list.push_back(*real);
    }
    return list;
}

}
