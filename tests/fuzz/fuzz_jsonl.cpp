// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/reader.h"
#include "tests/fuzz/fuzz_file.h"

using namespace espalier;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto path = fuzz::write("data.jsonl", data, size);
    ReadOptions options;
    options.format = FileFormat::Jsonl;
    (void)readTable(path, options);
    return 0;
}
