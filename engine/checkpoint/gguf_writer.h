// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/gguf.h"

namespace espalier {

/// Metadata of a GGUF to be written, packed as they come. Keys must differ.
class GgufMetadata {
public:
    void text(std::string_view key, std::string_view value);
    void u32(std::string_view key, std::uint32_t value);
    void f32(std::string_view key, float value);
    void boolean(std::string_view key, bool value);
    void texts(std::string_view key, const std::vector<std::string>& values);
    void i32s(std::string_view key, const std::vector<std::int32_t>& values);
    void f32s(std::string_view key, const std::vector<float>& values);
    /// A value of another file, as it stands there.
    void copy(std::string_view key, const GgufValue& value);

    std::uint64_t count() const { return m_count; }
    const std::string& packed() const { return m_packed; }

private:
    template <typename T>
    void put(T value);
    void putText(std::string_view text);
    void begin(std::string_view key, GgufType type);
    void beginArray(std::string_view key, GgufType type, std::size_t count);
    std::string m_packed;
    std::uint64_t m_count = 0;
};

/// A tensor to be written: F32, F16, BF16 or quantised; `bytes` must stay valid until the write is over.
struct GgufTensorToWrite {
    std::string name;
    DataType type = DataType::F32;
    std::vector<std::int64_t> shape; ///< row-major
    std::span<const std::uint8_t> bytes;
};

/// Writes a GGUF of version 3 atomically, tensors in the order given. Throws Exception.
void writeGguf(const std::filesystem::path& path, const GgufMetadata& metadata,
               const std::vector<GgufTensorToWrite>& tensors);

}
