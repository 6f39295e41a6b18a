// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/dropout.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/dropout.h>
#include <ATen/ops/empty.h>

namespace espalier::nn {

at::Tensor dropoutFactors(const kernels::Dropout& dropout, std::int64_t rows, std::int64_t columns, const at::TensorOptions& options) {
    at::Tensor factors = at::empty({rows, columns}, at::TensorOptions(at::kFloat));
    float* out = factors.data_ptr<float>();
    std::vector<std::uint64_t> mask(static_cast<std::size_t>(kernels::maskWords(columns)));
    for (std::int64_t row = 0; row < rows; ++row) {
        kernels::dropoutMask(dropout, dropout.row(row), static_cast<std::int64_t>(mask.size()), mask.data());
        for (std::int64_t column = 0; column < columns; ++column)
            *out++ = mask[static_cast<std::size_t>(column / 64)] >> (column % 64) & 1 ? dropout.scale() : 0.0f;
    }
    return factors.to(options);
}

at::Tensor drop(const at::Tensor& x, const kernels::Dropout& dropout) {
    if (!dropout.active()) return x;
    if (!x.is_cpu()) return at::dropout(x, dropout.rate, true);
    return x * dropoutFactors(dropout, x.size(0), x.size(1), x.options());
}

}
