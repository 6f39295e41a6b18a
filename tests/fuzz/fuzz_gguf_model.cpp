// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf.h"
#include "engine/models/config.h"
#include "engine/models/gguf_model.h"
#include "tests/fuzz/fuzz_file.h"

using namespace espalier;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto path = fuzz::write("model.gguf", data, size);
    (void)readModelConfig(path);
    const auto weights = openModelWeights(path);
    if (!weights) return 0;
    for (const auto& entry : weights->tensors()) {
        const StoredTensor& tensor = entry.second;
        std::vector<float> values(static_cast<std::size_t>(tensor.elements()));
        (void)capture([&] {
            readFloats(tensor, values, entry.first);
            return Done {};
        });
    }
    return 0;
}
