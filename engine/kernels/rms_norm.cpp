// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/norm.h"
#include "engine/kernels/parallel.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>

namespace espalier::kernels {

at::Tensor rmsNormForward(const at::Tensor& x, const at::Tensor& weight, double eps, at::Tensor* factors) {
    const std::int64_t rows = x.size(0), columns = x.size(1);
    at::Tensor output = at::empty_like(x);
    if (factors) *factors = at::empty({rows}, at::TensorOptions(at::kFloat));
    const float *in = x.const_data_ptr<float>(), *scale = weight.const_data_ptr<float>();
    float *out = output.data_ptr<float>(), *kept = factors ? factors->data_ptr<float>() : nullptr;
    overRows(rows, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; ++r) {
            const float factor = kernelTable().rmsForward(in + r * columns, scale, static_cast<float>(eps), columns,
                                                          out + r * columns);
            if (kept) kept[r] = factor;
        }
    });
    return output;
}

std::pair<at::Tensor, at::Tensor> rmsNormBackward(const at::Tensor& gradient, const at::Tensor& x,
                                                  const at::Tensor& weight, const at::Tensor& factors) {
    const std::int64_t columns = x.size(1);
    at::Tensor output = at::empty_like(x);
    const float *incoming = gradient.const_data_ptr<float>(), *in = x.const_data_ptr<float>(),
                *scale = weight.const_data_ptr<float>(), *kept = factors.const_data_ptr<float>();
    float* out = output.data_ptr<float>();
    at::Tensor sums = sumOverRows(x.size(0), columns, [&](std::int64_t begin, std::int64_t end, float* partial) {
        kernelTable().rmsBackward(incoming + begin * columns, in + begin * columns, scale, kept + begin, end - begin,
                                  columns, out + begin * columns, partial);
    });
    return {std::move(output), std::move(sums)};
}

}
