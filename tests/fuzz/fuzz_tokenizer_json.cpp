// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/tokenizer.h"
#include "tests/fuzz/fuzz_file.h"

using namespace espalier;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::write("tokenizer.json", data, size);
    const auto tokenizer = loadTokenizer(fuzz::folder());
    if (!tokenizer) return 0;
    const auto encoding = (*tokenizer)->encodePair("Ünïcode, 漢字 and [MASK] it's 42!\n", "  b ");
    (void)(*tokenizer)->decode(encoding.ids);
    return 0;
}
