// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/embedding.h"

#include "engine/base/error.h"
#include "engine/kernels/parallel.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/zeros.h>

#include <numeric>

namespace espalier::kernels {

namespace {

void checkIndices(const at::Tensor& indices, const at::Tensor& table, const char* what) {
    const std::int64_t* data = indices.const_data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < indices.numel(); ++i)
        if (data[i] < 0 || data[i] >= table.size(0))
            failBadInput(std::string(what) + " " + std::to_string(data[i]) + " is outside the model's table of "
                             + std::to_string(table.size(0)),
                         "token " + std::to_string(i),
                         "the tokenizer does not belong to this model, or the text is too long for it");
}

}

at::Tensor sumEmbeddings(const at::Tensor& word, const at::Tensor& type, const at::Tensor& position,
                         const at::Tensor& ids, const at::Tensor& types, const at::Tensor& positions) {
    checkIndices(ids, word, "token id");
    checkIndices(types, type, "token type");
    checkIndices(positions, position, "position");
    const std::int64_t tokens = ids.numel(), columns = word.size(1);
    at::Tensor output = at::empty({tokens, columns}, word.options().requires_grad(false));
    const float *a = word.const_data_ptr<float>(), *b = type.const_data_ptr<float>(),
                *c = position.const_data_ptr<float>();
    const std::int64_t *ia = ids.const_data_ptr<std::int64_t>(), *ib = types.const_data_ptr<std::int64_t>(),
                       *ic = positions.const_data_ptr<std::int64_t>();
    float* out = output.data_ptr<float>();
    overRows(tokens, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t t = begin; t < end; ++t)
            kernelTable().sumRows(a + ia[t] * columns, b + ib[t] * columns, c + ic[t] * columns, columns,
                                  out + t * columns);
    });
    return output;
}

at::Tensor lookUp(const at::Tensor& table, const at::Tensor& ids) {
    checkIndices(ids, table, "token id");
    return table.detach().index_select(0, ids);
}

RowSums sumByIndex(const at::Tensor& gradient, const at::Tensor& indices, std::int64_t skip) {
    const std::int64_t* index = indices.const_data_ptr<std::int64_t>();
    const std::int64_t columns = gradient.size(1);
    std::vector<std::int64_t> order(static_cast<std::size_t>(indices.numel()));
    std::iota(order.begin(), order.end(), std::int64_t {0});
    std::erase_if(order, [&](std::int64_t i) { return index[i] == skip; });
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t i, std::int64_t j) { return index[i] < index[j]; });
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < order.size(); ++i)
        if (i == 0 || index[order[i]] != index[order[i - 1]]) starts.push_back(i);
    const auto count = static_cast<std::int64_t>(starts.size());
    starts.push_back(order.size());
    RowSums result {at::empty({count}, indices.options()), at::zeros({count, columns}, gradient.options())};
    std::int64_t* rows = result.rows.data_ptr<std::int64_t>();
    float* values = result.values.data_ptr<float>();
    const float* data = gradient.const_data_ptr<float>();
    overRows(count, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; ++r) {
            const auto k = static_cast<std::size_t>(r);
            rows[r] = index[order[starts[k]]];
            for (std::size_t i = starts[k]; i < starts[k + 1]; ++i)
                kernelTable().addRows(data + order[i] * columns, 1, columns, columns, values + r * columns);
        }
    });
    return result;
}

RowSums mergeRowSums(const RowSums& a, const RowSums& b) {
    return sumByIndex(at::cat({a.values, b.values}), at::cat({a.rows, b.rows}), -1);
}

at::Tensor dropoutForward(const at::Tensor& x, const Dropout& dropout, at::Tensor* mask) {
    const std::int64_t rows = x.size(0), columns = x.size(1), words = maskWords(columns);
    at::Tensor output = at::empty_like(x), bits = at::empty({rows, words}, x.options().dtype(at::kLong));
    const float* in = x.const_data_ptr<float>();
    float* out = output.data_ptr<float>();
    auto* data = reinterpret_cast<std::uint64_t*>(bits.data_ptr<std::int64_t>());
    const MaskKey key = dropout.key();
    overRows(rows, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; ++r) {
            kernelTable().maskRow(key, dropout.row(r), words, data + r * words);
            kernelTable().applyMask(in + r * columns, data + r * words, key.scale, columns, out + r * columns);
        }
    });
    if (mask) *mask = bits;
    return output;
}

at::Tensor dropoutBackward(const at::Tensor& gradient, const at::Tensor& mask, float scale) {
    const std::int64_t columns = gradient.size(1), words = mask.size(1);
    at::Tensor output = at::empty_like(gradient);
    const float* in = gradient.const_data_ptr<float>();
    float* out = output.data_ptr<float>();
    const auto* data = reinterpret_cast<const std::uint64_t*>(mask.const_data_ptr<std::int64_t>());
    overRows(gradient.size(0), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; ++r)
            kernelTable().applyMask(in + r * columns, data + r * words, scale, columns, out + r * columns);
    });
    return output;
}

}
