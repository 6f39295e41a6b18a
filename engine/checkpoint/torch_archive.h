// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/file.h"
#include "engine/checkpoint/stored_tensor.h"

#include <map>

namespace espalier {

/// A file that torch.save wrote (pytorch_model.bin, model.pt): the zip layout, or the legacy one of PyTorch before 1.6.
/// Its pickle is interpreted by a reader that runs nothing (pickle.h); of what it holds, the state dictionary is kept.
class TorchArchive {
public:
    static Result<TorchArchive> open(const std::filesystem::path& path);
    const std::map<std::string, StoredTensor>& tensors() const { return m_tensors; }
    const std::filesystem::path& path() const { return m_path; }

private:
    explicit TorchArchive(MappedFile file) : m_file(std::move(file)) { }
    MappedFile m_file;
    std::filesystem::path m_path;
    std::map<std::string, StoredTensor> m_tensors;
};

}
