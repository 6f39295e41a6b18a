// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/model.h"

#include <ATen/ops/empty.h>

namespace espalier {

namespace {

at::Tensor indices(const std::vector<std::int32_t>& values, std::size_t count, const c10::Device& device) {
    at::Tensor tensor = at::empty({static_cast<std::int64_t>(count)}, at::TensorOptions(at::kLong));
    std::copy_n(values.begin(), count, tensor.data_ptr<std::int64_t>());
    return tensor.to(device);
}

}

PackedBatch toPackedBatch(const PackedSequences& sequences, const c10::Device& device) {
    const std::size_t tokens = sequences.ids.size();
    PackedBatch batch;
    batch.ids = indices(sequences.ids, tokens, device);
    batch.typeIds = indices(sequences.typeIds, tokens, device);
    batch.positions = indices(sequences.positions, tokens, device);
    batch.offsets = sequences.offsets;
    batch.firstTokens = indices(sequences.offsets, sequences.offsets.size() - 1, device);
    batch.longest = sequences.longest;
    return batch;
}

}
