// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz_tokenizer.h"

#include <algorithm>
#include <string_view>

/// The vocabulary up to the first NUL, then the merges.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t middle = std::min(text.find('\0'), size), second = std::min(middle + 1, size);
    espalier::fuzz::write("vocab.json", data, middle);
    espalier::fuzz::write("merges.txt", data + second, size - second);
    espalier::fuzz::useTokenizer(espalier::fuzz::folder());
    return 0;
}
