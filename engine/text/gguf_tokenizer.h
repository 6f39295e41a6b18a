// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/tokenizer.h"

#include <filesystem>
#include <memory>

namespace espalier {

/// The tokenizer that a GGUF file's metadata describes, as Transformers builds it: byte-level BPE ("gpt2") or Llama's
/// BPE of sentence pieces ("llama"). Throws Exception, naming the key, for any other or for what is damaged.
std::shared_ptr<const Tokenizer> ggufTokenizer(const std::filesystem::path& path);

}
