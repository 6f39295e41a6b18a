// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// What all of PEFT's kinds have in common: type, task, the head among the modules to save; the inserted parameters and
/// the head as tensors under PEFT's names.
PeftAdapter peftAdapterOf(Model& model, const std::string& type);

/// The parameter that PEFT calls by this name, whatever it holds.
inline const std::string kPromptName = "prompt_embeddings";
/// What PEFT's kinds of prompts have in common; the tensor kPromptName is for the caller to add.
PeftAdapter promptAdapterOf(Model& model, const std::string& type, std::int64_t tokens);

/// Writes adapter_config.json and adapter_model.safetensors. `base`: what base_model_name_or_path says. Throws
/// Exception.
void writePeftAdapter(const PeftAdapter& adapter, const std::string& base, const std::filesystem::path& folder);

}
