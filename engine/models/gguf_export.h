// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/json.h"
#include "engine/checkpoint/gguf_writer.h"

#include <functional>

namespace espalier {

/// Writes a Llama or GPT-2 model (a folder in Hugging Face layout, or a .gguf) with its tokenizer as a GGUF that
/// llama.cpp runs. `type` is of the matrices: F32, F16 or Q8_0; vectors stay float32. Throws Exception.
void exportGguf(const std::filesystem::path& model, const std::filesystem::path& output, DataType type);

// Its parts.

/// The keys of an architecture ("llama.block_count" …) from a config.json. Throws Exception.
void addGgufConfig(GgufMetadata& metadata, const Json& config, const std::string& file);
/// Divisors of the rotary frequencies where config.json asks for Llama 3's scaling; empty otherwise.
std::vector<float> ggufRopeDivisors(const Json& config);
/// The keys under "tokenizer." from a folder's tokenizer.json, tokenizer_config.json and config.json. Throws Exception.
void addGgufTokenizer(GgufMetadata& metadata, const std::filesystem::path& folder, const Json& config,
                      std::int64_t vocabularySize);

}
