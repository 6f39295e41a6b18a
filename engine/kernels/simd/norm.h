// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/simd/philox.h"

namespace espalier::kernels::ESPALIER_SIMD {

inline void applyMask(const float* x, const std::uint64_t* mask, float scale, std::int64_t columns, float* output) {
    for (std::int64_t c = 0; c < columns; c += kLanes) {
        const Ints lanes = lanesOf(mask[c / 64] >> (c % 64));
        store(output + c, asFloats(lanes & asInts(load(x + c, columns - c) * scale)), columns - c);
    }
}

/// residual + dropout(x + bias) into `output`; returns its sum.
inline float addResidual(const NormForward& row, float* output) {
    const std::int64_t columns = row.columns;
    const bool drops = row.key.threshold > 0;
    Floats total = all(0);
    for (std::int64_t c = 0; c < columns; c += kLanes) {
        const std::int64_t left = columns - c;
        Floats v = load(row.x + c, left);
        if (row.bias) v += load(row.bias + c, left);
        if (drops) v = asFloats(lanesOf(row.mask[c / 64] >> (c % 64)) & asInts(v * row.key.scale));
        if (row.residual) v += load(row.residual + c, left);
        store(output + c, v, left);
        total += v;
    }
    return sum(total);
}

inline void normForward(const NormForward& row, std::uint32_t maskRowIndex) {
    const std::int64_t columns = row.columns;
    if (row.key.threshold > 0) maskRow(row.key, maskRowIndex, (columns + 63) / 64, row.mask);
    float* centred = row.normalized ? row.normalized : row.output;
    const float mean = addResidual(row, centred) / static_cast<float>(columns);
    Floats squares = all(0);
    for (std::int64_t c = 0; c < columns; c += kLanes) {
        // Lanes past the end must not count: they are 0, not 0 − mean.
        const std::int64_t left = columns - c;
        const Ints inside = Ints {0, 1, 2, 3, 4, 5, 6, 7} < allInts(static_cast<std::int32_t>(left < 8 ? left : 8));
        const Floats v = asFloats(inside & asInts(load(centred + c, left) - mean));
        squares = fma(v, v, squares);
    }
    const float inverse = 1.0f / __builtin_sqrtf(sum(squares) / static_cast<float>(columns) + row.eps);
    for (std::int64_t c = 0; c < columns; c += kLanes) {
        const std::int64_t left = columns - c;
        const Floats v = (load(centred + c, left) - mean) * inverse;
        if (row.normalized) store(row.normalized + c, v, left);
        store(row.output + c, fma(v, load(row.weight + c, left), load(row.shift + c, left)), left);
    }
    if (row.inverse) *row.inverse = inverse;
}

inline void normBackward(const NormBackward& range, std::int64_t rows) {
    const std::int64_t columns = range.columns, words = (columns + 63) / 64;
    const float share = 1.0f / static_cast<float>(columns);
    for (std::int64_t r = 0; r < rows; ++r) {
        const float *g = range.gradient + r * columns, *n = range.normalized + r * columns;
        Floats sum1 = all(0), sum2 = all(0);
        for (std::int64_t c = 0; c < columns; c += kLanes) {
            const std::int64_t left = columns - c;
            const Floats gradient = load(g + c, left), v = load(n + c, left),
                         scaled = gradient * load(range.weight + c, left);
            sum1 += scaled;
            sum2 = fma(scaled, v, sum2);
            store(range.weightSum + c, fma(gradient, v, load(range.weightSum + c, left)), left);
            store(range.shiftSum + c, load(range.shiftSum + c, left) + gradient, left);
        }
        const float mean1 = sum(sum1) * share, mean2 = sum(sum2) * share;
        float *residual = range.residualGradient + r * columns, *x = range.xGradient + r * columns;
        for (std::int64_t c = 0; c < columns; c += kLanes) {
            const std::int64_t left = columns - c;
            const Floats scaled = load(g + c, left) * load(range.weight + c, left);
            Floats v = (scaled - mean1 - load(n + c, left) * mean2) * range.inverse[r];
            store(residual + c, v, left);
            if (range.mask) {
                v = asFloats(lanesOf(range.mask[r * words + c / 64] >> (c % 64)) & asInts(v * range.scale));
                store(x + c, v, left);
            }
            if (range.biasSum) store(range.biasSum + c, load(range.biasSum + c, left) + v, left);
        }
    }
}

}
