// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/tokenizer.h"

#include <filesystem>

namespace espalier {

/// The token that hides a word: as tokenizer_config.json or special_tokens_map.json names it, else one of the two usual
/// ones; empty where the tokenizer has none of them.
std::string maskToken(const std::filesystem::path& folder, const Tokenizer& tokenizer);

}
