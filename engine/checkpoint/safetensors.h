// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/file.h"
#include "engine/checkpoint/data_type.h"

#include <map>

namespace espalier {

/// Reads a .safetensors file (github.com/huggingface/safetensors, format). Everything is checked before anything is
/// used: header size ≤ 100 MB, offsets contiguous and inside the file, sizes against shapes, no duplicate name.
class SafetensorsFile {
public:
    static Result<SafetensorsFile> open(const std::filesystem::path& path);
    const std::map<std::string, TensorView>& tensors() const { return m_tensors; }
    const std::map<std::string, std::string>& metadata() const { return m_metadata; }
    const std::filesystem::path& path() const { return m_path; }

private:
    explicit SafetensorsFile(MappedFile file);
    MappedFile m_file;
    std::filesystem::path m_path;
    std::map<std::string, TensorView> m_tensors;
    std::map<std::string, std::string> m_metadata;
};

/// A tensor to be written; `bytes` must stay valid until the write is over.
struct TensorToWrite {
    std::string name;
    DataType type = DataType::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::uint8_t> bytes;
};

/// Writes a .safetensors file atomically, tensors ordered as the reference does (by type size, then name). Throws
/// Exception.
void writeSafetensors(const std::filesystem::path& path, std::vector<TensorToWrite> tensors,
                      const std::map<std::string, std::string>& metadata = {{"format", "pt"}});

}
