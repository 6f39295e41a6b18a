// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/config.h"
#include "tests/fuzz/fuzz_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    espalier::fuzz::write("config.json", data, size);
    (void)espalier::readModelConfig(espalier::fuzz::folder());
    return 0;
}
