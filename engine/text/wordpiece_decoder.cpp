// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/wordpiece_decoder.h"

#include <utility>

namespace espalier {

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
    std::size_t found = text.find(from);
    if (found == std::string::npos) return;
    std::string result;
    std::size_t done = 0;
    for (; found != std::string::npos; found = text.find(from, done)) {
        result.append(text, done, found - done).append(to);
        done = found + from.size();
    }
    text = result.append(text, done);
}

/// The reference's order of replacements matters: each works on what the ones before it left.
void cleanUpSpaces(std::string& text, bool contractNot) {
    static constexpr std::pair<std::string_view, std::string_view> kBefore[]
        = {{" .", "."}, {" ?", "?"}, {" !", "!"}, {" ,", ","}, {" ' ", "'"}, {" n't", "n't"}, {" 'm", "'m"}};
    static constexpr std::pair<std::string_view, std::string_view> kAfter[]
        = {{" 's", "'s"}, {" 've", "'ve"}, {" 're", "'re"}};
    for (const auto& [from, to] : kBefore)
        replaceAll(text, from, to);
    if (contractNot) replaceAll(text, " do not", " don't");
    for (const auto& [from, to] : kAfter)
        replaceAll(text, from, to);
}

std::string WordPieceDecoder::decode(const std::vector<std::string>& tokens) const {
    std::string text, piece;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        std::string_view token = tokens[i];
        const bool continues = present && token.starts_with(prefix);
        if (i > 0 && continues) token.remove_prefix(prefix.size());
        piece.assign(i > 0 && !continues ? 1 : 0, ' ');
        piece.append(token);
        if (present && cleanup) cleanUpSpaces(piece, true);
        text += piece;
    }
    if (cleanupWhole) cleanUpSpaces(text, false);
    return text;
}

}
