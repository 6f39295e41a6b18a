// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace espalier {

struct WordPieceDecoder {
    bool present = true; ///< false: tokens are joined by spaces
    std::string prefix = "##";
    bool cleanup = true; ///< takes out spaces that tokenization put in, token by token
    bool cleanupWhole = false; ///< and once more in the whole text (clean_up_tokenization_spaces)

    /// The text of these tokens.
    std::string decode(const std::vector<std::string>& tokens) const;
};

}
