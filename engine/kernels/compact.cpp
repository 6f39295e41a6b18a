// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/compact.h"

#include "engine/kernels/compact_table.h"
#include "engine/kernels/parallel.h"
#include "engine/kernels/table.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>

#include <cmath>

namespace espalier::kernels {

namespace {

/// The whole number nearest to x · inverse, from `least` to `most`.
int quantized(float x, float inverse, int least, int most) {
    return std::min(std::max(static_cast<int>(std::lround(x * inverse)), least), most);
}

CompactRows compactRows() {
#if defined(__x86_64__) || defined(__i386__)
    if (&kernelTable() == &kAvx2Kernels) return kAvx2CompactRows;
#endif
    return kGenericCompactRows;
}

/// One block of 32 (fewer at a row's end, the rest 0); returns the scale.
float compactBlock(const float* x, std::int64_t count, int bits, std::uint8_t* bytes) {
    float furthest = 0; // from 0, with its sign
    for (std::int64_t i = 0; i < count; ++i)
        if (std::abs(x[i]) > std::abs(furthest)) furthest = x[i];
    // Four bits reach from −8 to 7: the furthest weight becomes −8.
    const float scale = bits == 8 ? std::abs(furthest) / 127 : furthest / -8, inverse = scale != 0 ? 1 / scale : 0;
    for (std::int64_t i = 0; i < kCompactBlock; ++i) {
        const float value = i < count ? x[i] : 0;
        if (bits == 8)
            bytes[i] = static_cast<std::uint8_t>(static_cast<std::int8_t>(quantized(value, inverse, -127, 127)));
        else
            bytes[i % 16]
                = static_cast<std::uint8_t>(bytes[i % 16] | (quantized(value, inverse, -8, 7) + 8) << (i < 16 ? 0 : 4));
    }
    return scale;
}

}

CompactMatrix compact(const at::Tensor& weight, int bits) {
    const std::int64_t outputs = weight.size(0), depth = weight.size(1),
                       blocks = (depth + kCompactBlock - 1) / kCompactBlock, bytes = kCompactBlock * bits / 8;
    CompactMatrix matrix {at::zeros({outputs, blocks * bytes}, at::TensorOptions(at::kByte)),
                          at::empty({outputs, blocks}, at::TensorOptions(at::kFloat)), bits};
    const float* in = weight.const_data_ptr<float>();
    std::uint8_t* out = matrix.weights.data_ptr<std::uint8_t>();
    float* scales = matrix.scales.data_ptr<float>();
    overRows(outputs, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t o = begin; o < end; ++o)
            for (std::int64_t block = 0; block < blocks; ++block) {
                const std::int64_t first = block * kCompactBlock;
                scales[o * blocks + block]
                    = compactBlock(in + o * depth + first, std::min(kCompactBlock, depth - first), bits,
                                   out + (o * blocks + block) * bytes);
            }
    });
    return matrix;
}

at::Tensor productOfFew(const at::Tensor& x, const CompactMatrix& weight) {
    const std::int64_t rows = x.size(0), depth = x.size(1), outputs = weight.scales.size(0),
                       blocks = weight.scales.size(1);
    at::Tensor padded = x.contiguous();
    if (blocks * kCompactBlock != depth) {
        padded = at::zeros({rows, blocks * kCompactBlock}, x.options());
        padded.narrow(1, 0, depth).copy_(x);
    }
    at::Tensor output = at::empty({rows, outputs}, at::TensorOptions(at::kFloat));
    const CompactProduct work {padded.const_data_ptr<float>(),
                               rows,
                               blocks,
                               weight.weights.const_data_ptr<std::uint8_t>(),
                               weight.scales.const_data_ptr<float>(),
                               outputs,
                               output.data_ptr<float>(),
                               weight.bits};
    constexpr std::int64_t kWorthAThread = 32768; // weights
    const CompactRows rowsOf = compactRows();
    parallelFor(outputs, kWorthAThread / depth + 1,
                [&](std::int64_t begin, std::int64_t end) { rowsOf(work, begin, end); });
    return output;
}

}
