// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace espalier {

/// The regular expression that splits words for a GGUF file's tokenizer.ggml.pre; empty where GPT-2's does.
std::string_view ggufSplit(std::string_view pre);

}
