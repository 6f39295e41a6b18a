// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/stored_tensor.h"

#include <filesystem>
#include <map>
#include <memory>

namespace espalier {

class GgufFile;

/// The weights of a model, whatever the format: of a folder with model.safetensors, pytorch_model.bin, either in shards
/// with an index, or one .gguf file; or of such a file itself. Files stay mapped; nothing is read but their tables.
class Weights {
public:
    using Tensors = std::map<std::string, StoredTensor>;

    static Result<Weights> open(const std::filesystem::path& folderOrFile);
    const Tensors& tensors() const { return m_tensors; }
    /// The files that hold the weights, for hashing; an index comes first.
    const std::vector<std::filesystem::path>& files() const { return m_files; }
    /// The file that decides: the only one, or the index.
    const std::filesystem::path& path() const { return m_files.front(); }
    /// "FILE, tensor NAME", for error messages.
    std::string where(const std::string& name) const;
    /// Elements that the files hold, tensors that share memory counted once.
    std::int64_t storedElements() const;
    /// The file's metadata where it is a GGUF; else null.
    const GgufFile* gguf() const { return m_gguf.get(); }
    /// Puts other names and layouts in place of the file's.
    void replaceTensors(Tensors tensors) { m_tensors = std::move(tensors); }

private:
    void add(const std::filesystem::path& file);
    void addShards(const std::filesystem::path& index);
    template <typename File>
    std::shared_ptr<const File> keep(const std::filesystem::path& file);

    Tensors m_tensors;
    std::vector<std::filesystem::path> m_files;
    std::vector<std::shared_ptr<const void>> m_open; ///< what the tensors' bytes belong to
    std::shared_ptr<const GgufFile> m_gguf;
};

/// Where a folder's weights are: a file or an index; empty where it has none that we read.
std::filesystem::path findWeights(const std::filesystem::path& folder);

}
