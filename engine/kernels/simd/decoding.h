// SPDX-License-Identifier: GPL-3.0-or-later
// What generation token by token takes: bound by memory, so every weight, key and value is read once.
#pragma once

#include "engine/kernels/simd/attention.h"

namespace espalier::kernels::ESPALIER_SIMD {

/// Dot products of R rows of x with W rows of weights. Each sum is made in the same order for any R and W.
template <int R, int W>
ESPALIER_INLINE void dotTile(const float* x, std::int64_t depth, const float* weight, std::int64_t outputs,
                             float* output) {
    Floats sums[W][R][2];
    for (int w = 0; w < W; ++w)
        for (int r = 0; r < R; ++r)
            sums[w][r][0] = sums[w][r][1] = all(0);
    std::int64_t k = 0;
    for (; k + 2 * kLanes <= depth; k += 2 * kLanes)
        for (int half = 0; half < 2; ++half) {
            const std::int64_t at = k + half * kLanes;
            for (int w = 0; w < W; ++w) {
                const Floats right = load(weight + w * depth + at);
                for (int r = 0; r < R; ++r)
                    sums[w][r][half] = fma(load(x + r * depth + at), right, sums[w][r][half]);
            }
        }
    for (; k < depth; k += kLanes)
        for (int w = 0; w < W; ++w) {
            const Floats right = load(weight + w * depth + k, depth - k);
            for (int r = 0; r < R; ++r)
                sums[w][r][0] = fma(load(x + r * depth + k, depth - k), right, sums[w][r][0]);
        }
    for (int w = 0; w < W; ++w)
        for (int r = 0; r < R; ++r)
            output[r * outputs + w] = sum(sums[w][r][0] + sums[w][r][1]);
}

template <int R, int W>
inline void dotRows(const float* x, std::int64_t depth, const float* weight, std::int64_t begin, std::int64_t end,
                    std::int64_t outputs, float* output) {
    std::int64_t o = begin;
    for (; o + W <= end; o += W)
        dotTile<R, W>(x, depth, weight + o * depth, outputs, output + o);
    for (; o < end; ++o)
        dotTile<R, 1>(x, depth, weight + o * depth, outputs, output + o);
}

inline void fewRows(const float* x, std::int64_t rows, std::int64_t depth, const float* weight, std::int64_t begin,
                    std::int64_t end, std::int64_t outputs, float* output) {
    for (; rows >= 4; rows -= 4, x += 4 * depth, output += 4 * outputs)
        dotRows<4, 1>(x, depth, weight, begin, end, outputs, output);
    for (; rows >= 2; rows -= 2, x += 2 * depth, output += 2 * outputs)
        dotRows<2, 2>(x, depth, weight, begin, end, outputs, output);
    if (rows) dotRows<1, 4>(x, depth, weight, begin, end, outputs, output);
}

ESPALIER_INLINE float dotProduct(const float* a, const float* b, std::int64_t count) {
    Floats total = all(0);
    for (std::int64_t i = 0; i < count; i += kLanes)
        total = fma(load(a + i, count - i), load(b + i, count - i), total);
    return sum(total);
}

inline void cachedAttention(const CachedAttention& work) {
    const std::int64_t width = padded(work.count), size = work.size;
    for (std::int64_t t = 0; t < work.count; ++t) {
        const float* key = work.keys + work.rows[t] * work.stride;
        for (std::int64_t g = 0; g < work.group; ++g)
            work.scores[g * width + t] = dotProduct(work.query + g * size, key, size) * work.scale;
    }
    for (std::int64_t g = 0; g < work.group; ++g) {
        float* row = work.scores + g * width;
        if (work.relative) addRelative(work.relative + g * work.relativeStride - (work.count - 1), work.count, row);
        softmaxRow(row, work.count, width, nullptr);
        std::memset(work.output + g * size, 0, static_cast<std::size_t>(size) * sizeof(float));
    }
    for (std::int64_t t = 0; t < work.count; ++t) {
        const float* value = work.values + work.rows[t] * work.stride;
        for (std::int64_t g = 0; g < work.group; ++g) {
            const Floats share = all(work.scores[g * width + t]);
            float* out = work.output + g * size;
            for (std::int64_t c = 0; c < size; c += kLanes)
                store(out + c, fma(share, load(value + c, size - c), load(out + c, size - c)), size - c);
        }
    }
}

}
