// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// What all of PEFT's kinds have in common: type, task, the head among the modules to save; the inserted parameters and
/// the head as tensors under PEFT's names.
PeftAdapter peftAdapterOf(Model& model, const std::string& type);

/// Writes adapter_config.json and adapter_model.safetensors. `base`: what base_model_name_or_path says. Throws Exception.
void writePeftAdapter(const PeftAdapter& adapter, const std::string& base, const std::filesystem::path& folder);

}
