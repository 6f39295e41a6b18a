// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/simd/vector.h"
#include "engine/kernels/table.h"

namespace espalier::kernels::ESPALIER_SIMD {

inline float rmsForward(const float* x, const float* weight, float eps, std::int64_t columns, float* output) {
    Floats squares = all(0);
    for (std::int64_t c = 0; c < columns; c += kLanes) {
        const Floats v = load(x + c, columns - c);
        squares = fma(v, v, squares);
    }
    const float factor = 1.0f / __builtin_sqrtf(sum(squares) / static_cast<float>(columns) + eps);
    for (std::int64_t c = 0; c < columns; c += kLanes) {
        const std::int64_t left = columns - c;
        store(output + c, load(x + c, left) * factor * load(weight + c, left), left);
    }
    return factor;
}

inline void rmsBackward(const float* gradient, const float* x, const float* weight, const float* factors,
                        std::int64_t rows, std::int64_t columns, float* output, float* weightSum) {
    for (std::int64_t r = 0; r < rows; ++r, gradient += columns, x += columns, output += columns) {
        const float factor = factors[r];
        Floats products = all(0);
        for (std::int64_t c = 0; c < columns; c += kLanes) {
            const std::int64_t left = columns - c;
            const Floats g = load(gradient + c, left), v = load(x + c, left) * factor;
            products = fma(g * load(weight + c, left), v, products);
            store(weightSum + c, fma(g, v, load(weightSum + c, left)), left);
        }
        const float mean = sum(products) / static_cast<float>(columns);
        for (std::int64_t c = 0; c < columns; c += kLanes) {
            const std::int64_t left = columns - c;
            const Floats scaled = load(gradient + c, left) * load(weight + c, left);
            store(output + c, (scaled - load(x + c, left) * (factor * mean)) * factor, left);
        }
    }
}

}
