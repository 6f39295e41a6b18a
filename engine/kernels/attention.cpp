// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/attention.h"

#include "engine/kernels/parallel.h"

#include <ATen/ops/empty.h>

#include <cmath>

namespace espalier::kernels {

namespace {

/// The part of one sequence and head.
AttentionHead headOf(const PackedAttention& work, std::int64_t sequence, std::int64_t head) {
    const auto index = static_cast<std::size_t>(sequence);
    const std::int64_t firstQuery = (*work.queryOffsets)[index], firstKey = (*work.keyOffsets)[index];
    AttentionHead part {};
    part.size = work.queryBias.size(0) / work.heads;
    part.queries = (*work.queryOffsets)[index + 1] - firstQuery;
    part.keys = (*work.keyOffsets)[index + 1] - firstKey;
    part.queryStride = work.query.stride(0);
    part.keyStride = work.key.stride(0);
    const std::int64_t column = head * part.size;
    part.query = work.query.const_data_ptr<float>() + firstQuery * part.queryStride + column;
    part.key = work.key.const_data_ptr<float>() + firstKey * part.keyStride + column;
    part.value = work.value.const_data_ptr<float>() + firstKey * part.keyStride + column;
    part.queryBias = work.queryBias.const_data_ptr<float>() + column;
    part.keyBias = work.keyBias.const_data_ptr<float>() + column;
    part.valueBias = work.valueBias.const_data_ptr<float>() + column;
    part.scale = 1 / std::sqrt(static_cast<float>(part.size));
    part.mask = work.dropout.key();
    part.maskRows = work.dropout.rows ? work.dropout.rows->data() + firstQuery : nullptr;
    part.firstRow = static_cast<std::uint32_t>(firstQuery);
    part.heads = static_cast<std::uint32_t>(work.heads);
    part.head = static_cast<std::uint32_t>(head);
    return part;
}

/// body(part, first query's row, scratch) for every sequence and head. Heads vary slowest, so that equal shares of the
/// range hold equal work although sequences differ in length.
void overHeads(const PackedAttention& work, bool backward,
               c10::function_ref<void(const AttentionHead&, std::int64_t, float*)> body) {
    const auto sequences = static_cast<std::int64_t>(work.keyOffsets->size()) - 1;
    parallelFor(sequences * work.heads, 1, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> scratch;
        for (std::int64_t item = begin; item < end; ++item) {
            const std::int64_t sequence = item % sequences;
            const AttentionHead part = headOf(work, sequence, item / sequences);
            if (part.queries == 0 || part.keys == 0) continue;
            const auto needed = static_cast<std::size_t>(kernelTable().attentionScratch(part, backward));
            if (scratch.size() < needed) scratch.resize(needed);
            body(part, (*work.queryOffsets)[static_cast<std::size_t>(sequence)], scratch.data());
        }
    });
}

}

at::Tensor packedAttentionForward(const PackedAttention& work, at::Tensor* statistics) {
    const std::int64_t rows = work.query.size(0), hidden = work.queryBias.size(0);
    at::Tensor output = at::empty({rows, hidden}, at::TensorOptions(at::kFloat));
    if (statistics) *statistics = at::empty({rows, work.heads, 2}, at::TensorOptions(at::kFloat));
    float *out = output.data_ptr<float>(), *logs = statistics ? statistics->data_ptr<float>() : nullptr;
    overHeads(work, false, [&](const AttentionHead& part, std::int64_t row, float* scratch) {
        kernelTable().attentionForward({part, out + row * hidden + part.head * part.size, hidden,
                                        logs ? logs + 2 * (row * work.heads + part.head) : nullptr},
                                       scratch);
    });
    return output;
}

void packedAttentionBackward(const PackedAttention& work, const at::Tensor& statistics, const at::Tensor& gradient,
                             const at::Tensor& queryGradient, const at::Tensor& keyGradient,
                             const at::Tensor& valueGradient) {
    const std::int64_t hidden = work.queryBias.size(0);
    const float *incoming = gradient.const_data_ptr<float>(), *logs = statistics.const_data_ptr<float>();
    float *dQuery = queryGradient.data_ptr<float>(), *dKey = keyGradient.data_ptr<float>(),
          *dValue = valueGradient.data_ptr<float>();
    const float *query = work.query.const_data_ptr<float>(), *key = work.key.const_data_ptr<float>(),
                *value = work.value.const_data_ptr<float>();
    overHeads(work, true, [&](const AttentionHead& part, std::int64_t row, float* scratch) {
        kernelTable().attentionBackward({part, incoming + row * hidden + part.head * part.size, hidden,
                                         logs + 2 * (row * work.heads + part.head), dQuery + (part.query - query),
                                         dKey + (part.key - key), dValue + (part.value - value)},
                                        scratch);
    });
}

}
