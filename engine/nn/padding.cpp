// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/padding.h"

#include "engine/nn/dropout.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/dropout.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <limits>

namespace espalier::nn {

Padding paddingOf(const std::vector<std::int32_t>& offsets, const c10::Device& device) {
    Padding padding;
    std::vector<std::int64_t> slots, lengths;
    for (std::size_t s = 0; s + 1 < offsets.size(); ++s) {
        lengths.push_back(offsets[s + 1] - offsets[s]);
        padding.longest = std::max(padding.longest, lengths.back());
    }
    for (std::size_t s = 0; s < lengths.size(); ++s)
        for (std::int64_t i = 0; i < lengths[s]; ++i)
            slots.push_back(static_cast<std::int64_t>(s) * padding.longest + i);
    padding.slots = at::tensor(slots).to(device);
    padding.lengths = at::tensor(lengths).to(device);
    return padding;
}

at::Tensor pad(const at::Tensor& x, const Padding& padding, std::int64_t heads) {
    const std::int64_t sequences = padding.lengths.size(0), hidden = x.size(1);
    const at::Tensor padded
        = at::zeros({sequences * padding.longest, hidden}, x.options()).index_copy(0, padding.slots, x);
    return padded.view({sequences, padding.longest, heads, hidden / heads}).transpose(1, 2);
}

at::Tensor unpad(const at::Tensor& x, const Padding& padding) {
    return x.transpose(1, 2).reshape({-1, x.size(1) * x.size(3)}).index_select(0, padding.slots);
}

at::Tensor keyMask(const Padding& keys) {
    return (at::arange(keys.longest, keys.lengths.options()).unsqueeze(0) < keys.lengths.unsqueeze(1))
        .view({-1, 1, 1, keys.longest});
}

at::Tensor probabilityFactors(const AttentionInputs& inputs, const Padding& queries, const Padding& keys,
                              const at::TensorOptions& options) {
    const std::int64_t total = inputs.layout.queries->back(), heads = inputs.heads;
    kernels::Dropout dropout = inputs.dropout;
    std::vector<std::int32_t> rows;
    for (std::int64_t query = 0; query < total; ++query)
        for (std::int64_t head = 0; head < heads; ++head)
            rows.push_back(static_cast<std::int32_t>(inputs.dropout.row(query) * static_cast<std::uint32_t>(heads)
                                                     + static_cast<std::uint32_t>(head)));
    dropout.rows = std::make_shared<const std::vector<std::int32_t>>(std::move(rows));
    const at::Tensor factors = dropoutFactors(dropout, total * heads, keys.longest, options);
    return pad(factors.view({total, heads * keys.longest}), queries, heads);
}

PaddedAttention::PaddedAttention(const AttentionInputs& inputs)
    : queryPadding(paddingOf(*inputs.layout.queries, inputs.queries.device())),
      keyPadding(paddingOf(*inputs.layout.keys, inputs.queries.device())) {
    const std::int64_t hidden = inputs.queryBias.size(0);
    const at::Tensor source
        = inputs.keysValues.defined() ? inputs.keysValues : inputs.queries.narrow(1, hidden, 2 * hidden);
    queries = pad(inputs.queries.narrow(1, 0, hidden) + inputs.queryBias, queryPadding, inputs.heads);
    keys = pad(source.narrow(1, 0, hidden) + inputs.keyBias, keyPadding, inputs.heads);
    values = pad(source.narrow(1, hidden, hidden) + inputs.valueBias, keyPadding, inputs.heads);
}

at::Tensor probabilities(const at::Tensor& scores, const AttentionInputs& inputs, const PaddedAttention& padded) {
    const at::Tensor mask = keyMask(padded.keyPadding);
    const at::Tensor all
        = at::softmax(scores.masked_fill(mask.logical_not(), -std::numeric_limits<double>::infinity()), -1);
    if (!inputs.dropout.active()) return all;
    return scores.is_cpu()
        ? all * probabilityFactors(inputs, padded.queryPadding, padded.keyPadding, scores.options())
        : at::dropout(all, inputs.dropout.rate, true);
}

}
