// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf_writer.h"

#include "engine/checkpoint/gguf_parser.h"

#include <set>

namespace espalier {

namespace {

constexpr std::uint64_t kAlignment = 32;

template <typename T>
void append(std::string& bytes, T value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void appendText(std::string& bytes, std::string_view text) {
    append(bytes, static_cast<std::uint64_t>(text.size()));
    bytes.append(text);
}

std::uint64_t padding(std::uint64_t size) {
    return (kAlignment - size % kAlignment) % kAlignment;
}

/// ggml's number of a type that it has.
std::uint32_t typeId(const GgufTensorToWrite& tensor, const std::filesystem::path& path) {
    for (std::uint32_t id = 0; id < 64; ++id)
        if (const GgmlType* type = ggmlType(id); type && type->type == tensor.type) return id;
    fail(ErrorKind::Failed, "GGUF has no element type " + std::string(dataTypeName(tensor.type)), path.string());
}

std::string tensorTable(const std::vector<GgufTensorToWrite>& tensors, const std::filesystem::path& path) {
    std::string table;
    std::uint64_t offset = 0;
    std::set<std::string_view> names;
    for (const GgufTensorToWrite& tensor : tensors) {
        if (!names.insert(tensor.name).second)
            fail(ErrorKind::Failed, "two tensors are called \"" + tensor.name + "\"", path.string());
        if (checkedByteSize(tensor.shape, tensor.type) != tensor.bytes.size())
            fail(ErrorKind::Failed, "tensor \"" + tensor.name + "\" has bytes that do not fit its shape",
                 path.string());
        appendText(table, tensor.name);
        append(table, static_cast<std::uint32_t>(tensor.shape.size()));
        for (auto extent = tensor.shape.rbegin(); extent != tensor.shape.rend(); ++extent)
            append(table, static_cast<std::uint64_t>(*extent));
        append(table, typeId(tensor, path));
        append(table, offset);
        offset += tensor.bytes.size() + padding(tensor.bytes.size());
    }
    return table;
}

}

template <typename T>
void GgufMetadata::put(T value) {
    append(m_packed, value);
}

void GgufMetadata::putText(std::string_view value) {
    appendText(m_packed, value);
}

void GgufMetadata::begin(std::string_view key, GgufType type) {
    putText(key);
    put(static_cast<std::uint32_t>(type));
    ++m_count;
}

void GgufMetadata::beginArray(std::string_view key, GgufType type, std::size_t count) {
    begin(key, GgufType::Array);
    put(static_cast<std::uint32_t>(type));
    put(static_cast<std::uint64_t>(count));
}

void GgufMetadata::text(std::string_view key, std::string_view value) {
    begin(key, GgufType::Text);
    putText(value);
}

void GgufMetadata::u32(std::string_view key, std::uint32_t value) {
    begin(key, GgufType::U32);
    put(value);
}

void GgufMetadata::f32(std::string_view key, float value) {
    begin(key, GgufType::F32);
    put(value);
}

void GgufMetadata::boolean(std::string_view key, bool value) {
    begin(key, GgufType::Bool);
    put(static_cast<std::uint8_t>(value));
}

void GgufMetadata::texts(std::string_view key, const std::vector<std::string>& values) {
    beginArray(key, GgufType::Text, values.size());
    for (const std::string& value : values)
        putText(value);
}

void GgufMetadata::i32s(std::string_view key, const std::vector<std::int32_t>& values) {
    beginArray(key, GgufType::I32, values.size());
    for (const std::int32_t value : values)
        put(value);
}

void GgufMetadata::f32s(std::string_view key, const std::vector<float>& values) {
    beginArray(key, GgufType::F32, values.size());
    for (const float value : values)
        put(value);
}

void GgufMetadata::copy(std::string_view key, const GgufValue& value) {
    if (value.type == GgufType::Array)
        beginArray(key, value.elementType, value.count);
    else
        begin(key, value.type);
    if (value.type == GgufType::Text) put(static_cast<std::uint64_t>(value.bytes.size()));
    m_packed.append(reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size());
}

void writeGguf(const std::filesystem::path& path, const GgufMetadata& metadata,
               const std::vector<GgufTensorToWrite>& tensors) {
    std::string head = "GGUF";
    append(head, std::uint32_t {3});
    append(head, static_cast<std::uint64_t>(tensors.size()));
    append(head, metadata.count());
    head += metadata.packed();
    head += tensorTable(tensors, path);
    head.append(padding(head.size()), '\0');
    static constexpr char kZeros[kAlignment] = {};
    std::vector<std::string_view> pieces {head};
    for (const GgufTensorToWrite& tensor : tensors) {
        pieces.emplace_back(reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size());
        pieces.emplace_back(kZeros, padding(tensor.bytes.size()));
    }
    writeFileAtomically(path, pieces);
}

}
