// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/norm.h"

#include "engine/kernels/parallel.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>

namespace espalier::kernels {

namespace {

const float* dataOrNull(const at::Tensor& x) {
    return x.defined() ? x.const_data_ptr<float>() : nullptr;
}
std::uint64_t* maskData(const at::Tensor& mask) {
    return reinterpret_cast<std::uint64_t*>(mask.data_ptr<std::int64_t>());
}

}

at::Tensor residualNormForward(const at::Tensor& x, const at::Tensor& bias, const at::Tensor& residual,
                               const at::Tensor& weight, const at::Tensor& shift, double eps, const Dropout& dropout,
                               NormSaved* saved) {
    const std::int64_t rows = x.size(0), columns = x.size(1), words = maskWords(columns);
    at::Tensor output = at::empty_like(x);
    const at::TensorOptions options(at::kFloat);
    if (saved) {
        saved->normalized = at::empty_like(x);
        saved->inverse = at::empty({rows}, options);
        if (dropout.active()) saved->mask = at::empty({rows, words}, options.dtype(at::kLong));
    }
    const NormForward first {x.const_data_ptr<float>(),
                             dataOrNull(bias),
                             dataOrNull(residual),
                             weight.const_data_ptr<float>(),
                             shift.const_data_ptr<float>(),
                             static_cast<float>(eps),
                             columns,
                             dropout.key(),
                             output.data_ptr<float>(),
                             saved ? saved->normalized.data_ptr<float>() : nullptr,
                             saved ? saved->inverse.data_ptr<float>() : nullptr,
                             saved && dropout.active() ? maskData(saved->mask) : nullptr};
    overRows(rows, [&](std::int64_t begin, std::int64_t end) {
        std::vector<std::uint64_t> scratch(first.mask ? 0 : static_cast<std::size_t>(words));
        for (std::int64_t r = begin; r < end; ++r) {
            NormForward row = first;
            row.x += r * columns;
            row.output += r * columns;
            if (row.residual) row.residual += r * columns;
            if (row.normalized) row.normalized += r * columns, row.inverse += r;
            row.mask = row.mask ? row.mask + r * words : scratch.data();
            kernelTable().normForward(row, dropout.active() ? dropout.row(r) : 0);
        }
    });
    return output;
}

NormGradients residualNormBackward(const at::Tensor& gradient, const at::Tensor& weight, const NormSaved& saved,
                                   float scale, bool hasBias) {
    const std::int64_t rows = gradient.size(0), columns = gradient.size(1), words = maskWords(columns);
    NormGradients result;
    result.residual = at::empty_like(gradient);
    result.x = saved.mask.defined() ? at::empty_like(gradient) : result.residual;
    const NormBackward first {gradient.const_data_ptr<float>(),
                              saved.normalized.const_data_ptr<float>(),
                              saved.inverse.const_data_ptr<float>(),
                              weight.const_data_ptr<float>(),
                              saved.mask.defined() ? maskData(saved.mask) : nullptr,
                              scale,
                              columns,
                              result.residual.data_ptr<float>(),
                              result.x.data_ptr<float>(),
                              nullptr,
                              nullptr,
                              nullptr};
    const at::Tensor sums = sumOverRows(rows, 3 * columns, [&](std::int64_t begin, std::int64_t end, float* partial) {
        NormBackward range = first;
        range.gradient += begin * columns;
        range.normalized += begin * columns;
        range.inverse += begin;
        if (range.mask) range.mask += begin * words;
        range.residualGradient += begin * columns;
        range.xGradient += begin * columns;
        range.weightSum = partial;
        range.shiftSum = partial + columns;
        range.biasSum = hasBias ? partial + 2 * columns : nullptr;
        kernelTable().normBackward(range, end - begin);
    });
    result.weight = sums.narrow(0, 0, columns);
    result.shift = sums.narrow(0, columns, columns);
    if (hasBias) result.bias = sums.narrow(0, 2 * columns, columns);
    return result;
}

}
