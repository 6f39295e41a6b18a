// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/attention.h"

#include "engine/base/error.h"
#include "engine/kernels/parallel.h"

#include <ATen/ops/empty.h>

#include <cmath>

namespace espalier::kernels {

namespace {

const float* columnOf(const at::Tensor& bias, std::int64_t column) {
    return bias.defined() ? bias.const_data_ptr<float>() + column : nullptr;
}

/// Element of a relative bias that a head's pair of the same place has.
std::int64_t relativeCentre(const at::Tensor& relative, std::int64_t head) {
    return head * relative.size(1) + relative.size(1) / 2;
}

/// The part of one sequence and head.
AttentionHead headOf(const PackedAttention& work, std::int64_t sequence, std::int64_t head) {
    const auto index = static_cast<std::size_t>(sequence);
    const std::int64_t firstQuery = (*work.queryOffsets)[index], firstKey = (*work.keyOffsets)[index];
    AttentionHead part {};
    part.size = work.size();
    part.queries = (*work.queryOffsets)[index + 1] - firstQuery;
    part.keys = (*work.keyOffsets)[index + 1] - firstKey;
    part.queryStride = work.query.stride(0);
    part.keyStride = work.key.stride(0);
    const std::int64_t column = head * part.size, keyColumn = head * work.keyGroups() / work.heads * part.size;
    part.query = work.query.const_data_ptr<float>() + firstQuery * part.queryStride + column;
    part.key = work.key.const_data_ptr<float>() + firstKey * part.keyStride + keyColumn;
    part.value = work.value.const_data_ptr<float>() + firstKey * part.keyStride + keyColumn;
    part.queryBias = columnOf(work.queryBias, column);
    part.keyBias = columnOf(work.keyBias, keyColumn);
    part.valueBias = columnOf(work.valueBias, keyColumn);
    part.scale = work.scale != 0 ? static_cast<float>(work.scale) : 1 / std::sqrt(static_cast<float>(part.size));
    part.mask = work.dropout.key();
    part.maskRows = work.dropout.rows ? work.dropout.rows->data() + firstQuery : nullptr;
    part.firstRow = static_cast<std::uint32_t>(firstQuery);
    part.heads = static_cast<std::uint32_t>(work.heads);
    part.head = static_cast<std::uint32_t>(head);
    part.causal = work.causal;
    if (work.relative.defined())
        part.relative = work.relative.const_data_ptr<float>() + relativeCentre(work.relative, head);
    return part;
}

void check(const PackedAttention& work) {
    for (std::size_t s = 0; s + 1 < work.keyOffsets->size(); ++s) {
        const std::int64_t queries = (*work.queryOffsets)[s + 1] - (*work.queryOffsets)[s];
        const std::int64_t keys = (*work.keyOffsets)[s + 1] - (*work.keyOffsets)[s];
        if (work.causal && queries > keys)
            fail(ErrorKind::Failed, "a causal attention can't have more queries than keys");
        if (work.relative.defined() && std::max(queries, keys) > work.relative.size(1) / 2 + 1)
            fail(ErrorKind::Failed, "the relative bias does not reach over the sequence");
    }
}

/// body(part, first query's row, scratch) for every sequence and head. Groups of heads vary slowest, so that equal
/// shares of the range hold equal work although sequences differ in length. A group is one thread's, and all its
/// sequences are where a gradient is summed over them.
void overHeads(const PackedAttention& work, bool backward, bool sumsOverSequences,
               c10::function_ref<void(const AttentionHead&, std::int64_t, float*)> body) {
    const auto sequences = static_cast<std::int64_t>(work.keyOffsets->size()) - 1;
    const std::int64_t groups = work.keyGroups(), share = work.heads / groups;
    const auto overGroup = [&](std::int64_t sequence, std::int64_t group, std::vector<float>& scratch) {
        for (std::int64_t head = group * share; head < (group + 1) * share; ++head) {
            const AttentionHead part = headOf(work, sequence, head);
            if (part.queries == 0 || part.keys == 0) continue;
            const auto needed = static_cast<std::size_t>(kernelTable().attentionScratch(part, backward));
            if (scratch.size() < needed) scratch.resize(needed);
            body(part, (*work.queryOffsets)[static_cast<std::size_t>(sequence)], scratch.data());
        }
    };
    parallelFor(sumsOverSequences ? groups : sequences * groups, 1, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> scratch;
        for (std::int64_t item = begin; item < end; ++item) {
            if (!sumsOverSequences) {
                overGroup(item % sequences, item / sequences, scratch);
                continue;
            }
            for (std::int64_t sequence = 0; sequence < sequences; ++sequence)
                overGroup(sequence, item, scratch);
        }
    });
}

}

at::Tensor packedAttentionForward(const PackedAttention& work, at::Tensor* statistics) {
    check(work);
    const std::int64_t rows = work.query.size(0), hidden = work.heads * work.size();
    at::Tensor output = at::empty({rows, hidden}, at::TensorOptions(at::kFloat));
    if (statistics) *statistics = at::empty({rows, work.heads, 2}, at::TensorOptions(at::kFloat));
    float *out = output.data_ptr<float>(), *logs = statistics ? statistics->data_ptr<float>() : nullptr;
    overHeads(work, false, false, [&](const AttentionHead& part, std::int64_t row, float* scratch) {
        kernelTable().attentionForward({part, out + row * hidden + part.head * part.size, hidden,
                                        logs ? logs + 2 * (row * work.heads + part.head) : nullptr},
                                       scratch);
    });
    return output;
}

void packedAttentionBackward(const PackedAttention& work, const at::Tensor& statistics, const at::Tensor& gradient,
                             const at::Tensor& queryGradient, const at::Tensor& keyGradient,
                             const at::Tensor& valueGradient, const at::Tensor& relativeGradient) {
    const std::int64_t hidden = work.heads * work.size(), share = work.heads / work.keyGroups();
    const float *incoming = gradient.const_data_ptr<float>(), *logs = statistics.const_data_ptr<float>();
    float *dQuery = queryGradient.data_ptr<float>(), *dKey = keyGradient.data_ptr<float>(),
          *dValue = valueGradient.data_ptr<float>(),
          *dRelative = relativeGradient.defined() ? relativeGradient.data_ptr<float>() : nullptr;
    const float *query = work.query.const_data_ptr<float>(), *key = work.key.const_data_ptr<float>(),
                *value = work.value.const_data_ptr<float>();
    overHeads(work, true, dRelative != nullptr, [&](const AttentionHead& part, std::int64_t row, float* scratch) {
        kernelTable().attentionBackward(
            {part, incoming + row * hidden + part.head * part.size, hidden, logs + 2 * (row * work.heads + part.head),
             dQuery + (part.query - query), dKey + (part.key - key), dValue + (part.value - value),
             part.head % share != 0, dRelative ? dRelative + relativeCentre(work.relative, part.head) : nullptr},
            scratch);
    });
}

}
