// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/tokenizer.h"
#include "tests/fuzz/fuzz_file.h"

namespace espalier::fuzz {

/// Loads a tokenizer and, where that works, takes a text to ids and back.
inline void useTokenizer(const std::filesystem::path& path) {
    const auto tokenizer = loadTokenizer(path);
    if (!tokenizer) return;
    (void)capture([&] {
        const auto encoding = (*tokenizer)->encodePair("Ünïcode, 漢字 and [MASK] it's 42!\n", "  b ");
        return (*tokenizer)->decode(encoding.ids);
    });
}

}
