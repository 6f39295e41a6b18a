// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/json.h"
#include "engine/checkpoint/weights.h"

namespace espalier {

/// What a GGUF's metadata say, as the config.json that Transformers would have for the model. Architectures llama and
/// gpt2; another is an error that names it. Throws Exception.
Json ggufConfig(const GgufFile& file);

/// The weights of a model folder or .gguf file, a GGUF's under the names and in the layouts that Transformers uses:
/// llama.cpp interleaves the rows of Llama's q and k, and transposes GPT-2's matrices.
Result<Weights> openModelWeights(const std::filesystem::path& folderOrFile);

}
