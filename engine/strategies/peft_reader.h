// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/kept_weights.h"

#include <filesystem>

namespace espalier {

/// Puts a PEFT adapter folder (adapter_config.json, adapter_model.safetensors or .bin) on its base model: LoRA, DoRA
/// and IA³ into the weights themselves, prompts and prefixes before each text; the head that was saved with it takes
/// the place of the model's. Returns the parameters that it set. `kept`, where given, keeps what is written over, and a
/// head may then have another number of labels. Throws Exception.
std::vector<std::string> applyPeftAdapter(Model& model, const std::filesystem::path& folder,
                                          KeptWeights* kept = nullptr);

}
