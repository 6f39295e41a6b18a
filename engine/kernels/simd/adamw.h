// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/simd/vector.h"
#include "engine/kernels/table.h"

namespace espalier::kernels::ESPALIER_SIMD {

/// Sum of squares in double, so that a norm over millions of elements keeps its digits.
inline double squaredNorm(const float* x, std::int64_t count) {
    constexpr std::int64_t kBlock = 1024;
    double total = 0;
    for (std::int64_t begin = 0; begin < count; begin += kBlock) {
        const std::int64_t end = begin + kBlock < count ? begin + kBlock : count;
        Floats a = all(0), b = all(0);
        for (std::int64_t i = begin; i < end; i += 2 * kLanes) {
            const Floats u = load(x + i, end - i);
            a = fma(u, u, a);
            if (end - i <= kLanes) continue;
            const Floats v = load(x + i + kLanes, end - i - kLanes);
            b = fma(v, v, b);
        }
        const Floats both = a + b;
        for (int lane = 0; lane < kLanes; ++lane)
            total += static_cast<double>(both[lane]);
    }
    return total;
}

/// One update of eight elements: the only place where AdamW's arithmetic is written, so that every path agrees to the
/// bit.
ESPALIER_INLINE void update(Floats& parameter, Floats& first, Floats& second, Floats gradient, const AdamWFactors& f) {
    first = fma(all(f.beta1), first, (1.0f - f.beta1) * gradient);
    second = fma(all(f.beta2), second, (1.0f - f.beta2) * (gradient * gradient));
    const Floats denominator = fma(squareRoot(second), all(f.inverseRoot), all(f.eps));
    parameter = parameter * f.decay - f.stepSize * (first / denominator);
}

inline void adamw(float* parameter, const float* gradient, float* first, float* second, std::int64_t count,
                  const AdamWFactors& factors) {
    const FlushDenormals flush;
    for (std::int64_t i = 0; i < count; i += kLanes) {
        const std::int64_t left = count - i;
        Floats p = load(parameter + i, left), m = load(first + i, left), v = load(second + i, left);
        update(p, m, v, load(gradient + i, left) * factors.gradientScale, factors);
        store(parameter + i, p, left);
        store(first + i, m, left);
        store(second + i, v, left);
    }
}

inline void adamwWithoutGradient(float* parameter, float* first, float* second, std::int64_t count,
                                 const AdamWFactors* factors, std::int64_t updates) {
    const FlushDenormals flush;
    for (std::int64_t i = 0; i < count; i += kLanes) {
        const std::int64_t left = count - i;
        Floats p = load(parameter + i, left), m = load(first + i, left), v = load(second + i, left);
        for (std::int64_t k = 0; k < updates; ++k)
            update(p, m, v, all(0), factors[k]);
        store(parameter + i, p, left);
        store(first + i, m, left);
        store(second + i, v, left);
    }
}

inline void decayOnly(float* parameter, std::int64_t count, const AdamWFactors* factors, std::int64_t updates) {
    const FlushDenormals flush;
    for (std::int64_t i = 0; i < count; i += 4 * kLanes) {
        Floats p[4];
        for (int j = 0; j < 4; ++j)
            p[j] = load(parameter + i + j * kLanes, count - i - j * kLanes);
        for (std::int64_t k = 0; k < updates; ++k)
            for (Floats& value : p)
                value = value * factors[k].decay;
        for (int j = 0; j < 4; ++j)
            store(parameter + i + j * kLanes, p[j], count - i - j * kLanes);
    }
}

}
