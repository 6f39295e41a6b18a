// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/gelu.h"

#include "engine/kernels/parallel.h"
#include "engine/kernels/table.h"

#include <ATen/ops/empty_like.h>

namespace espalier::kernels {

at::Tensor biasGeluForward(const at::Tensor& x, const at::Tensor& bias, at::Tensor* derivative) {
    const std::int64_t columns = x.size(1);
    at::Tensor output = at::empty_like(x);
    if (derivative) *derivative = at::empty_like(x);
    const float *in = x.const_data_ptr<float>(), *shift = bias.const_data_ptr<float>();
    float *out = output.data_ptr<float>(), *slope = derivative ? derivative->data_ptr<float>() : nullptr;
    overRows(x.size(0), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; ++r)
            kernelTable().biasGelu(in + r * columns, shift, columns, out + r * columns,
                                   slope ? slope + r * columns : nullptr);
    });
    return output;
}

at::Tensor biasGeluBackward(const at::Tensor& gradient, const at::Tensor& derivative, at::Tensor& biasGradient) {
    const std::int64_t columns = gradient.size(1);
    at::Tensor output = at::empty_like(gradient);
    const float *a = gradient.const_data_ptr<float>(), *b = derivative.const_data_ptr<float>();
    float* out = output.data_ptr<float>();
    biasGradient = sumOverRows(gradient.size(0), columns, [&](std::int64_t begin, std::int64_t end, float* sums) {
        kernelTable().multiplyRows(a + begin * columns, b + begin * columns, end - begin, columns,
                                   out + begin * columns, sums);
    });
    return output;
}

}
