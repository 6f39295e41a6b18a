// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/rotary.h"

#include "engine/kernels/parallel.h"
#include "engine/kernels/table.h"

#include <cstring>

namespace espalier::kernels {

void rotate(const at::Tensor& x, const at::Tensor& cosine, const at::Tensor& sine, double direction, std::int64_t heads,
            std::int64_t size, const at::Tensor& output) {
    const std::int64_t width = x.size(1), turned = heads * size, from = x.stride(0), to = output.stride(0);
    const float *in = x.const_data_ptr<float>(), *cos = cosine.const_data_ptr<float>(),
                *sin = sine.const_data_ptr<float>();
    float* out = output.data_ptr<float>();
    overRows(x.size(0), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; ++r) {
            kernelTable().rotate(in + r * from, cos + r * size / 2, sin + r * size / 2, static_cast<float>(direction),
                                 heads, size, out + r * to);
            if (out != in)
                std::memcpy(out + r * to + turned, in + r * from + turned,
                            static_cast<std::size_t>(width - turned) * sizeof(float));
        }
    });
}

}
