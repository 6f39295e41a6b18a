// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// Replaces every `from`, which is not empty.
void replaceAll(std::string& text, std::string_view from, std::string_view to);

/// Takes out spaces that tokenization put in; contractNot: "do not" becomes "don't" too, as the WordPiece decoder has
/// it.
void cleanUpSpaces(std::string& text, bool contractNot);

struct WordPieceDecoder {
    bool present = true; ///< false: tokens are joined by spaces
    std::string prefix = "##";
    bool cleanup = true; ///< takes out spaces that tokenization put in, token by token
    bool cleanupWhole = false; ///< and once more in the whole text (clean_up_tokenization_spaces)

    /// The text of these tokens.
    std::string decode(const std::vector<std::string>& tokens) const;
};

}
