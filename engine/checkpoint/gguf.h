// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/file.h"
#include "engine/checkpoint/byte_reader.h"
#include "engine/checkpoint/data_type.h"

#include <map>

namespace espalier {

/// Types of metadata values, numbered as in the file.
enum class GgufType : std::uint32_t { U8, I8, U16, I16, U32, I32, F32, Bool, Text, Array, U64, I64, F64 };
const char* ggufTypeName(GgufType type);

/// A metadata value as the file holds it; the bytes are valid as long as the GgufFile.
struct GgufValue {
    GgufType type = GgufType::U32;
    GgufType elementType = GgufType::U32; ///< of an array
    std::uint64_t count = 1; ///< elements of an array
    std::span<const std::uint8_t> bytes; ///< numbers; a text's bytes; of an array all that stands after its count
    std::uint64_t position = 0; ///< in the file, for errors
};

/// A tensor of a GGUF file: shape in row-major order (the file has it the other way round).
struct GgufTensor {
    std::uint32_t typeId = 0; ///< ggml's number of the type
    std::string typeName;
    std::optional<DataType> type; ///< nothing where it is a quantisation that we don't read
    std::vector<std::int64_t> shape;
    std::span<const std::uint8_t> bytes;
};

/// A GGUF file, version 2 or 3 (github.com/ggml-org/ggml, docs/gguf.md). Everything is checked before anything is used:
/// counts and lengths against what is left of the file, names unique, tensors aligned, inside the file and apart.
class GgufFile {
public:
    static Result<GgufFile> open(const std::filesystem::path& path);
    const std::filesystem::path& path() const { return m_path; }
    std::uint32_t version() const { return m_version; }
    const std::map<std::string, GgufTensor>& tensors() const { return m_tensors; }
    const std::map<std::string, GgufValue>& metadata() const { return m_metadata; }
    /// Keys in the order of the file.
    const std::vector<std::string>& keys() const { return m_keys; }

    // Typed access. Nothing, or an empty list, where the key is missing; an Exception naming file, byte and key where
    // it is of another type. Numbers convert between widths as long as they fit.
    std::optional<std::int64_t> integer(const std::string& key) const;
    std::optional<double> number(const std::string& key) const;
    std::optional<bool> boolean(const std::string& key) const;
    std::optional<std::string> text(const std::string& key) const;
    std::vector<std::string> texts(const std::string& key) const;
    std::vector<std::int64_t> integers(const std::string& key) const;
    std::vector<double> numbers(const std::string& key) const;
    bool has(const std::string& key) const { return m_metadata.count(key) > 0; }

private:
    explicit GgufFile(MappedFile file) : m_file(std::move(file)) { }
    const GgufValue* find(const std::string& key) const;
    const GgufValue* findArray(const std::string& key) const;
    [[noreturn]] void refuse(const std::string& key, const GgufValue& value, const std::string& wanted) const;

    MappedFile m_file;
    std::filesystem::path m_path;
    std::uint32_t m_version = 0;
    std::map<std::string, GgufValue> m_metadata;
    std::vector<std::string> m_keys;
    std::map<std::string, GgufTensor> m_tensors;
};

}
