// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/simd/math.h"
#include "engine/kernels/table.h"

namespace espalier::kernels::ESPALIER_SIMD {

inline void sumRows(const float* a, const float* b, const float* c, std::int64_t columns, float* output) {
    for (std::int64_t i = 0; i < columns; i += kLanes) {
        const std::int64_t left = columns - i;
        store(output + i, load(a + i, left) + load(b + i, left) + load(c + i, left), left);
    }
}

inline void biasGelu(const float* x, const float* bias, std::int64_t columns, float* output, float* derivative) {
    for (std::int64_t c = 0; c < columns; c += kLanes) {
        const std::int64_t left = columns - c;
        const Floats v = load(x + c, left) + load(bias + c, left);
        const Floats share = fma(errorFunction(v * 0.707106781f), all(0.5f), all(0.5f)); // Φ(v)
        if (derivative) store(derivative + c, fma(v * 0.398942280f, exponential(v * v * -0.5f), share), left);
        store(output + c, v * share, left);
    }
}

inline void multiplyRows(const float* a, const float* b, std::int64_t rows, std::int64_t columns, float* output,
                         float* sums) {
    for (std::int64_t r = 0; r < rows; ++r, a += columns, b += columns, output += columns) {
        for (std::int64_t c = 0; c < columns; c += kLanes) {
            const std::int64_t left = columns - c;
            const Floats v = load(a + c, left) * load(b + c, left);
            store(output + c, v, left);
            store(sums + c, load(sums + c, left) + v, left);
        }
    }
}

inline void addRows(const float* x, std::int64_t rows, std::int64_t stride, std::int64_t columns, float* sums) {
    for (std::int64_t r = 0; r < rows; ++r, x += stride)
        for (std::int64_t c = 0; c < columns; c += kLanes) {
            const std::int64_t left = columns - c;
            store(sums + c, load(sums + c, left) + load(x + c, left), left);
        }
}

}
