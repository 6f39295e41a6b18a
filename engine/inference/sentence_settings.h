// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/config.h"

namespace espalier {

/// How the tokens of a text become one vector, as modules.json and the files that it names say (sentence-transformers).
struct SentenceSettings {
    std::vector<std::string> pooling {"mean"}; ///< several are laid end to end
    bool normalizes = false; ///< to length 1
    bool lowersCase = false;
    std::int64_t maxLength = 0; ///< tokens that are read; 0: all that the model can
};

/// Reads them; without modules.json the mean over tokens as it is. Throws Exception for what we can't do.
SentenceSettings sentenceSettings(const std::filesystem::path& folder);

}
