// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/added_tokens.h"
#include "engine/text/bpe.h"
#include "engine/text/post_processor.h"
#include "engine/text/tokenizer.h"

#include <filesystem>
#include <map>
#include <memory>

namespace espalier {

/// The tokenizer that a GGUF file's metadata describes, as Transformers builds it: byte-level BPE ("gpt2") or Llama's
/// BPE of sentence pieces ("llama"). Throws Exception, naming the key, for any other or for what is damaged.
std::shared_ptr<const Tokenizer> ggufTokenizer(const std::filesystem::path& path);

/// What such a tokenizer is made of.
struct GgufTokenizerParts {
    bool isByteLevel = false;
    std::vector<std::string> tokens {}; ///< by id, as the model of the tokenizer spells them
    BpeMerges merges {};
    std::string split {}; ///< expression that parts words; empty: GPT-2's
    std::map<std::int32_t, AddedToken> added {};
    std::vector<TemplatePart> single {}; ///< what stands around a text
    std::map<std::string, std::string> named {}; ///< bos_token, eos_token, unk_token, pad_token
};
GgufTokenizerParts ggufTokenizerParts(const std::filesystem::path& path);

/// The same tokenizer as files of a model folder: tokenizer.json and tokenizer_config.json, with the chat template.
std::map<std::string, std::string> ggufTokenizerFiles(const std::filesystem::path& path);

}
