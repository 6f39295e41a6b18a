// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/config.h"

namespace espalier {

/// Tokens with a meaning for generation.
struct GenerationTokens {
    std::vector<std::int32_t> ends; ///< eos_token_id: each ends a sequence
    std::int32_t start = -1; ///< decoder_start_token_id; < 0: none
    std::int32_t beginning = -1; ///< bos_token_id, what an empty prompt becomes; < 0: none
};

/// From a model folder's generation_config.json, else its config.json. Throws Exception.
GenerationTokens generationTokens(const std::filesystem::path& folder, const ModelConfig& config);

}
