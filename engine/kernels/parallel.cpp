// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/parallel.h"

#include "engine/kernels/table.h"

#include <ATen/Parallel.h>
#include <ATen/ops/zeros.h>

namespace espalier::kernels {

void parallelFor(std::int64_t count, std::int64_t grain, c10::function_ref<void(std::int64_t, std::int64_t)> body) {
    at::parallel_for(0, count, grain, body);
}

void overRows(std::int64_t rows, c10::function_ref<void(std::int64_t, std::int64_t)> body) {
    const std::int64_t chunks = (rows + kRowChunk - 1) / kRowChunk;
    parallelFor(chunks, 1, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t chunk = first; chunk < last; ++chunk)
            body(chunk * kRowChunk, std::min(rows, (chunk + 1) * kRowChunk));
    });
}

at::Tensor sumOverRows(std::int64_t rows, std::int64_t width,
                       c10::function_ref<void(std::int64_t, std::int64_t, float*)> body) {
    const std::int64_t chunks = (rows + kRowChunk - 1) / kRowChunk;
    at::Tensor partial = at::zeros({chunks, width}, at::TensorOptions(at::kFloat));
    float* sums = partial.data_ptr<float>();
    overRows(rows, [&](std::int64_t begin, std::int64_t end) { body(begin, end, sums + begin / kRowChunk * width); });
    at::Tensor total = at::zeros({width}, at::TensorOptions(at::kFloat));
    kernelTable().addRows(sums, chunks, width, width, total.data_ptr<float>());
    return total;
}

at::Tensor columnSums(const at::Tensor& x) {
    const float* data = x.const_data_ptr<float>();
    const std::int64_t columns = x.size(1), stride = x.stride(0);
    return sumOverRows(x.size(0), columns, [&](std::int64_t begin, std::int64_t end, float* sums) {
        kernelTable().addRows(data + begin * stride, end - begin, stride, columns, sums);
    });
}

bool usable(const at::Tensor& x) {
    return x.is_cpu() && x.scalar_type() == at::kFloat;
}

}
