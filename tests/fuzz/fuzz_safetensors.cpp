// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/safetensors.h"
#include "tests/fuzz/fuzz_file.h"

using namespace espalier;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto file = SafetensorsFile::open(fuzz::write("model.safetensors", data, size));
    if (!file) return 0;
    std::size_t sum = 0;
    for (const auto& [name, tensor] : file->tensors())
        sum += tensor.bytes.size();
    if (sum > size) std::abort();
    return 0;
}
