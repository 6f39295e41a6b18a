// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <string>

namespace espalier {

/// Writes tensors as float32 safetensors, from whatever device they are on. Throws Exception.
void writeTensors(const std::filesystem::path& path, const std::map<std::string, at::Tensor>& tensors);

/// Copies the file's float32 tensors into `into`, on its device; the names and shapes must be the very same. Throws Exception.
void readTensorsInto(const std::filesystem::path& path, const std::map<std::string, at::Tensor>& into);

}
