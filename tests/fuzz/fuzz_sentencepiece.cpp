// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz_tokenizer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    espalier::fuzz::write("spiece.model", data, size);
    espalier::fuzz::useTokenizer(espalier::fuzz::folder());
    return 0;
}
