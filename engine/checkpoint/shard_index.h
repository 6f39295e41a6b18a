// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <filesystem>
#include <map>
#include <vector>

namespace espalier {

/// Tensors by the file, beside the index, that holds them.
using ShardIndex = std::map<std::string, std::vector<std::string>>;

/// Reads a model.safetensors.index.json or pytorch_model.bin.index.json; files outside the index's folder are refused.
Result<ShardIndex> readShardIndex(const std::filesystem::path& path);

}
