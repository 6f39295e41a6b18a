// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/decoding.h"

#include "engine/kernels/parallel.h"
#include "engine/kernels/table.h"

#include <ATen/ops/empty.h>

namespace espalier::kernels {

namespace {

/// Weights (in floats) below which another thread costs more than it brings.
constexpr std::int64_t kWorthAThread = 16384;

}

at::Tensor productOfFew(const at::Tensor& x, const at::Tensor& weight) {
    const std::int64_t rows = x.size(0), depth = x.size(1), outputs = weight.size(0);
    at::Tensor output = at::empty({rows, outputs}, at::TensorOptions(at::kFloat));
    const float *in = x.const_data_ptr<float>(), *w = weight.const_data_ptr<float>();
    float* out = output.data_ptr<float>();
    parallelFor(outputs, kWorthAThread / depth + 1, [&](std::int64_t begin, std::int64_t end) {
        kernelTable().fewRows(in, rows, depth, w, begin, end, outputs, out);
    });
    return output;
}

at::Tensor cachedAttention(const CachedAttentionWork& work) {
    const std::int64_t tokens = work.query.size(0), width = work.query.size(1), size = width / work.heads,
                       group = work.heads / work.keyHeads, from = work.query.stride(0);
    at::Tensor output = at::empty({tokens, width}, at::TensorOptions(at::kFloat));
    std::int64_t longest = 0;
    for (const std::int64_t count : work.counts)
        longest = std::max(longest, count);
    const float *query = work.query.const_data_ptr<float>(), *keys = work.keys.const_data_ptr<float>(),
                *values = work.values.const_data_ptr<float>(),
                *relative = work.relative.defined() ? work.relative.const_data_ptr<float>() : nullptr;
    const std::int64_t span = relative ? work.relative.size(1) : 0;
    float* out = output.data_ptr<float>();
    const std::int64_t grain = kWorthAThread / (2 * longest * size * group + 1) + 1;
    parallelFor(tokens * work.keyHeads, grain, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> scores(static_cast<std::size_t>(group * ((longest + 7) / 8 * 8)));
        for (std::int64_t item = begin; item < end; ++item) {
            const std::int64_t token = item / work.keyHeads, head = item % work.keyHeads;
            const auto index = static_cast<std::size_t>(token);
            kernelTable().cachedAttention({query + token * from + head * group * size, keys + head * size,
                                           values + head * size, work.keyHeads * size, work.rows[index],
                                           work.counts[index], group, size, static_cast<float>(work.scale),
                                           relative ? relative + head * group * span + span / 2 : nullptr, span,
                                           out + token * width + head * group * size, scores.data()});
        }
    });
    return output;
}

}
