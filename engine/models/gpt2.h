// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/registry.h"

namespace espalier {

/// What only GPT-2's config.json has.
struct Gpt2Settings {
    double embeddingDropout = 0.1;
    bool scalesScores = true; ///< by 1/√size
    bool scalesByLayer = false; ///< by 1/(layer + 1) besides
};
Gpt2Settings gpt2Settings(const Json& source, const std::string& file);

/// GPT-2 (Radford et al. 2019), DistilGPT-2, DialoGPT: GPT2Model and its language-model, sequence and token heads.
Family gpt2Family();
std::unique_ptr<Model> makeGpt2(ModelConfig config);

}
