// SPDX-License-Identifier: GPL-3.0-or-later
// Adapter folders as PEFT writes them, without LibTorch.
#pragma once

#include <filesystem>
#include <string>

namespace espalier {

inline constexpr const char* kAdapterConfig = "adapter_config.json";

/// A folder with adapter_config.json and no model of its own.
bool isAdapterFolder(const std::filesystem::path& folder);

/// The model that an adapter belongs to: base_model_name_or_path. Throws Exception.
std::string adapterBase(const std::filesystem::path& adapter);

/// adapter_model.safetensors, or the older adapter_model.bin. Throws Exception.
std::filesystem::path adapterWeights(const std::filesystem::path& adapter);

/// The model's parameter (or layer with .lora_A.weight and the like) that an adapter's tensor belongs to.
std::string adapterParameter(const std::string& tensor);

/// Makes `target` a model folder of an adapter and its base (a folder or a .gguf): links to the files of both, and a
/// config.json with the head that the adapter was trained with. Throws Exception.
void composeAdapter(const std::filesystem::path& adapter, const std::filesystem::path& base,
                    const std::filesystem::path& target);

}
