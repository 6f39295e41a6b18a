// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/shard_index.h"
#include "tests/fuzz/fuzz_file.h"

using namespace espalier;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto shards = readShardIndex(fuzz::write("model.safetensors.index.json", data, size));
    if (!shards) return 0;
    for (const auto& [name, tensors] : *shards) {
        const auto path = (fuzz::folder() / name).lexically_normal().string();
        if (!path.starts_with(fuzz::folder().string())) std::abort();
    }
    return 0;
}
