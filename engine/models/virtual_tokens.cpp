// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/virtual_tokens.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/index_copy.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

namespace espalier {

namespace {

/// Where the rows of a batch come to stand once `count` more stand before each sequence.
struct Rows {
    std::vector<std::int64_t> real, inserted, starts;
    std::vector<std::int32_t> offsets {0};
    std::vector<std::int64_t> places; ///< of the inserted ones before their text: 0 … count − 1
    std::vector<std::int64_t> firsts; ///< for each of them, the row of its sequence's first token in the old batch
};

Rows rowsOf(const std::vector<std::int32_t>& offsets, std::int64_t count) {
    Rows rows;
    for (std::size_t s = 0; s + 1 < offsets.size(); ++s) {
        std::int64_t row = rows.offsets.back();
        rows.starts.push_back(row);
        for (std::int64_t i = 0; i < count; ++i) {
            rows.inserted.push_back(row++);
            rows.places.push_back(i);
            rows.firsts.push_back(offsets[s]);
        }
        for (std::int32_t i = offsets[s]; i < offsets[s + 1]; ++i)
            rows.real.push_back(row++);
        rows.offsets.push_back(static_cast<std::int32_t>(row));
    }
    return rows;
}

}

PackedBatch withVirtualTokens(const PackedBatch& batch, const VirtualTokens& tokens, const ModelConfig& config) {
    if (tokens.count == 0) return batch;
    if (!config.isOpenEnded && batch.longest + tokens.count > config.maxPositions)
        failBadInput("a text of " + std::to_string(batch.longest) + " tokens and " + std::to_string(tokens.count)
                         + " virtual ones are more than the model's " + std::to_string(config.maxPositions)
                         + " positions",
                     {}, "use a shorter maximum length");
    PackedBatch extended = batch;
    if (!tokens.vectors.defined()) {
        extended.positionShift = tokens.count;
        return extended;
    }
    const c10::Device device = batch.ids.device();
    const auto index
        = [&](const std::vector<std::int64_t>& values) { return at::tensor(values, at::kLong).to(device); };
    const Rows rows = rowsOf(batch.offsets, tokens.count);
    extended.realRows = index(rows.real);
    extended.virtualRows = index(rows.inserted);
    extended.virtualVectors = tokens.vectors.repeat({batch.sequences(), 1});
    const std::int64_t total = rows.offsets.back();
    const auto spread = [&](const at::Tensor& values) {
        return at::zeros({total}, batch.ids.options()).index_copy(0, extended.realRows, values);
    };
    extended.ids = spread(batch.ids);
    extended.typeIds = spread(batch.typeIds);
    // From the position that the text began with, whatever a family counts from.
    const at::Tensor begin = batch.positions.index_select(0, index(rows.firsts));
    extended.positions
        = spread(batch.positions + tokens.count).index_copy(0, extended.virtualRows, begin + index(rows.places));
    extended.offsets = rows.offsets;
    extended.firstTokens = index(rows.starts);
    extended.longest = batch.longest + tokens.count;
    return extended;
}

at::Tensor withVirtualVectors(const PackedBatch& batch, const at::Tensor& words) {
    return batch.virtualRows.defined() ? words.index_copy(0, batch.virtualRows, batch.virtualVectors) : words;
}

at::Tensor shiftedPositions(const PackedBatch& batch) {
    return batch.positionShift > 0 ? batch.positions + batch.positionShift : batch.positions;
}

at::Tensor rowsAmongVirtual(const PackedBatch& batch, const at::Tensor& rows) {
    return batch.realRows.defined() ? batch.realRows.index_select(0, rows) : rows;
}

at::Tensor withoutVirtualTokens(const PackedBatch& batch, const at::Tensor& rows) {
    return batch.realRows.defined() ? rows.index_select(0, batch.realRows) : rows;
}

}
