// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/torch_archive.h"
#include "tests/fuzz/fuzz_file.h"

using namespace espalier;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto file = TorchArchive::open(fuzz::write("pytorch_model.bin", data, size));
    if (!file) return 0;
    for (const auto& entry : file->tensors()) {
        const StoredTensor& tensor = entry.second;
        if (tensor.elements() > 1 << 16) continue; // an expanded tensor is as large as its shape says
        std::vector<float> values(static_cast<std::size_t>(tensor.elements()));
        (void)capture([&] {
            readFloats(tensor, values, entry.first);
            return Done {};
        });
    }
    return 0;
}
