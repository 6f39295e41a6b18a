// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace espalier {

/// The files that a Hugging Face folder has for the tokenizer that loadTokenizer(path) loads, by name: those of `path`,
/// and made from older files or a GGUF what isn't there, so that tokenizer.json is one of them. Throws Exception.
std::map<std::string, std::string> tokenizerFiles(const std::filesystem::path& path);

}
