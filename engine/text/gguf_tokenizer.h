// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/tokenizer.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace espalier {

/// The tokenizer that a GGUF file's metadata describes, as Transformers builds it: byte-level BPE ("gpt2") or Llama's
/// BPE of sentence pieces ("llama"). Throws Exception, naming the key, for any other or for what is damaged.
std::shared_ptr<const Tokenizer> ggufTokenizer(const std::filesystem::path& path);

/// The files that a Hugging Face folder has for the same tokenizer: tokenizer.json and tokenizer_config.json, with the
/// chat template. Throws Exception.
std::map<std::string, std::string> ggufTokenizerFiles(const std::filesystem::path& path);

}
