// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/kept_weights.h"
#include "engine/strategies/strategy.h"

namespace espalier {

/// Writes what a strategy made of a model: the Hugging Face folder, with all that can be merged in its weights; beside
/// them, where a part can't be, espalier_inserted.safetensors and a note in config.json; and what PEFT reads in the
/// folder "adapter". `base`: the model it started from. Throws Exception.
void saveTuned(Model& model, const Strategy& strategy, const Recipe& recipe, const std::string& base,
               const std::filesystem::path& folder);

/// Writes a model that loadTuned() gave as a plain Hugging Face folder, all that was put into it folded into its
/// weights. Throws Exception where a part can't be.
void saveMerged(Model& model, const std::filesystem::path& folder);

/// Puts what saveTuned() wrote beside a model's weights into its base, with the head that learnt with it; `kept` keeps the
/// base's. Throws Exception where the folder has nothing of the kind.
void applyInserted(Model& model, const std::filesystem::path& folder, KeptWeights& kept);

/// loadModel(), and what saveTuned() wrote beside it put in again; of a folder with adapter_config.json
/// (composeAdapter), the adapter.
Result<LoadedModel> loadTuned(const std::filesystem::path& folder, LoadOptions options = {});

}
