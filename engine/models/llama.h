// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/registry.h"
#include "engine/nn/rotary_settings.h"

namespace espalier {

/// What only Llama's config.json has.
struct LlamaSettings {
    std::int64_t keyHeads = 0, headSize = 0;
    bool attentionBias = false, feedForwardBias = false;
    nn::RotarySettings rotary;
};
LlamaSettings llamaSettings(const Json& source, const std::string& file);

/// Llama (Touvron et al. 2023) and what is built alike, SmolLM2 and TinyLlama among them: LlamaModel and its
/// language-model, sequence and token heads.
Family llamaFamily();
std::unique_ptr<Model> makeLlama(ModelConfig config);

}
