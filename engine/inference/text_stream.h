// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/tokenizer.h"

namespace espalier {

/// Tokens as text, piece by piece while they come. A piece is held back until it is whole in UTF-8. Decodes the last
/// few tokens alone, so that a long text costs no more a token than a short one.
class TextStream {
public:
    explicit TextStream(const Tokenizer& tokenizer) : m_tokenizer(tokenizer) { }

    /// What the token adds; empty where it has to wait for more.
    std::string add(std::int32_t id);
    /// What was held back.
    std::string finish();

private:
    std::string piece(bool last);
    const Tokenizer& m_tokenizer;
    std::vector<std::int32_t> m_ids;
    /// Text was given up to m_given; decoding begins at m_begin, since a token's text may depend on the one before.
    std::size_t m_begin = 0, m_given = 0;
};

}
