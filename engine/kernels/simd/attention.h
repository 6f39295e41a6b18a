// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/simd/math.h"
#include "engine/kernels/simd/norm.h"
#include "engine/kernels/simd/philox.h"
#include "engine/kernels/simd/small_product.h"

namespace espalier::kernels::ESPALIER_SIMD {

// Queries are taken in blocks, so that the scores in hand stay in cache however long the sequence is. All operands are
// copied into scratch with rows padded to eight floats: products then have no tails.
constexpr std::int64_t kQueryBlock = 48;

constexpr std::int64_t padded(std::int64_t n) {
    return (n + kLanes - 1) / kLanes * kLanes;
}

/// Where things lie in the scratch of one head.
struct AttentionSpace {
    std::int64_t size, keys; ///< padded
    float *keyTransposed, *value, *query, *scores, *output;
    float *key = nullptr, *valueTransposed = nullptr, *scoreGradient = nullptr, *outputGradient = nullptr,
          *keyGradient = nullptr, *valueGradient = nullptr; ///< backward only
    std::uint64_t* mask;
    std::int64_t total;

    AttentionSpace(const AttentionHead& head, bool backward, float* base) {
        size = padded(head.size);
        keys = padded(head.keys);
        const std::int64_t block = (head.queries < kQueryBlock ? head.queries : kQueryBlock);
        total = 0;
        const auto take = [&](std::int64_t count) {
            float* p = base ? base + total : nullptr;
            total += padded(count);
            return p;
        };
        keyTransposed = take(size * keys);
        value = take(keys * size);
        query = take(block * size);
        scores = take(block * keys);
        output = take(block * size);
        mask = reinterpret_cast<std::uint64_t*>(take(2 * ((head.keys + 63) / 64)));
        if (!backward) return;
        key = take(keys * size);
        valueTransposed = take(size * keys);
        scoreGradient = take(block * keys);
        outputGradient = take(block * size);
        keyGradient = take(keys * size);
        valueGradient = take(keys * size);
    }
};

inline std::int64_t attentionScratch(const AttentionHead& head, bool backward) {
    return AttentionSpace(head, backward, nullptr).total;
}

/// rows of x (+ bias) · factor into padded rows.
inline void copyRows(const float* x, std::int64_t stride, const float* bias, float factor, std::int64_t rows,
                     std::int64_t columns, float* to) {
    const std::int64_t width = padded(columns);
    for (std::int64_t r = 0; r < rows; ++r, x += stride, to += width)
        for (std::int64_t c = 0; c < columns; c += kLanes) {
            Floats v = load(x + c, columns - c);
            if (bias) v += load(bias + c, columns - c);
            store(to + c, v * factor);
        }
}

/// (rows, width) → (width, paddedRows), zeros past the last row.
inline void transpose(const float* x, std::int64_t rows, std::int64_t width, std::int64_t paddedRows, float* to) {
    for (std::int64_t c = 0; c < width; ++c) {
        for (std::int64_t r = 0; r < rows; ++r)
            to[c * paddedRows + r] = x[r * width + c];
        for (std::int64_t r = rows; r < paddedRows; ++r)
            to[c * paddedRows + r] = 0;
    }
}

/// Padded rows to rows of `stride`.
inline void writeRows(float* to, std::int64_t stride, const float* x, std::int64_t rows, std::int64_t columns) {
    const std::int64_t width = padded(columns);
    for (std::int64_t r = 0; r < rows; ++r, x += width, to += stride)
        for (std::int64_t c = 0; c < columns; c += kLanes)
            store(to + c, load(x + c), columns - c);
}

ESPALIER_INLINE std::uint32_t maskRowOf(const AttentionHead& head, std::int64_t query) {
    const std::uint32_t row = head.maskRows ? static_cast<std::uint32_t>(head.maskRows[query])
                                            : head.firstRow + static_cast<std::uint32_t>(query);
    return row * head.heads + head.head;
}

/// softmax in place over `count` of `width` floats; the rest becomes 0. `statistics`: peak and 1 / sum of exponentials,
/// from which backward gets the same probabilities to the bit.
inline void softmaxRow(float* row, std::int64_t count, std::int64_t width, float* statistics) {
    for (std::int64_t i = count; i < width; ++i)
        row[i] = -__builtin_inff();
    Floats top = all(-__builtin_inff());
    for (std::int64_t i = 0; i < width; i += kLanes)
        top = maximum(top, load(row + i));
    const float peak = largest(top);
    Floats total = all(0);
    for (std::int64_t i = 0; i < width; i += kLanes) {
        const Floats e = exponential(load(row + i) - peak);
        store(row + i, e);
        total += e;
    }
    const float inverse = 1.0f / sum(total);
    for (std::int64_t i = 0; i < width; i += kLanes)
        store(row + i, load(row + i) * inverse);
    if (statistics) statistics[0] = peak, statistics[1] = inverse;
}

inline void attentionForward(const AttentionForward& work, float* scratch) {
    const AttentionHead& head = work.head;
    AttentionSpace space(head, false, scratch);
    copyRows(head.key, head.keyStride, head.keyBias, 1, head.keys, head.size,
             space.value); // value's room, before values
    transpose(space.value, head.keys, space.size, space.keys, space.keyTransposed);
    copyRows(head.value, head.keyStride, head.valueBias, 1, head.keys, head.size, space.value);
    for (std::int64_t begin = 0; begin < head.queries; begin += kQueryBlock) {
        const std::int64_t count = head.queries - begin < kQueryBlock ? head.queries - begin : kQueryBlock;
        copyRows(head.query + begin * head.queryStride, head.queryStride, head.queryBias, head.scale, count, head.size,
                 space.query);
        smallProduct(count, space.keys, space.size, {space.query, space.size, 1}, space.keyTransposed, space.keys,
                     space.scores, space.keys, false);
        for (std::int64_t i = 0; i < count; ++i) {
            float* row = space.scores + i * space.keys;
            softmaxRow(row, head.keys, space.keys,
                       work.statistics ? work.statistics + 2 * (begin + i) * head.heads : nullptr);
            if (head.mask.threshold == 0) continue;
            maskRow(head.mask, maskRowOf(head, begin + i), (head.keys + 63) / 64, space.mask);
            applyMask(row, space.mask, head.mask.scale, space.keys, row);
        }
        smallProduct(count, space.size, head.keys, {space.scores, space.keys, 1}, space.value, space.size, space.output,
                     space.size, false);
        writeRows(work.output + begin * work.outputStride, work.outputStride, space.output, count, head.size);
    }
}

/// From scores and the gradient of dropped probabilities: dropped probabilities, and the gradient of scores.
inline void softmaxBackwardRow(const AttentionHead& head, std::int64_t query, const float* statistics,
                               std::int64_t width, std::uint64_t* mask, float* scores, float* gradient) {
    const bool drops = head.mask.threshold > 0;
    if (drops) maskRow(head.mask, maskRowOf(head, query), (head.keys + 63) / 64, mask);
    for (std::int64_t j = head.keys; j < width; ++j)
        scores[j] = -__builtin_inff();
    Floats total = all(0);
    for (std::int64_t j = 0; j < width; j += kLanes) {
        const Floats p = exponential(load(scores + j) - statistics[0]) * statistics[1];
        Floats g = load(gradient + j);
        if (drops) g = asFloats(lanesOf(mask[j / 64] >> (j % 64)) & asInts(g * head.mask.scale));
        total = fma(p, g, total);
        store(scores + j, p);
        store(gradient + j, g);
    }
    const float shared = sum(total);
    for (std::int64_t j = 0; j < width; j += kLanes) {
        const Floats p = load(scores + j);
        store(gradient + j, p * (load(gradient + j) - shared));
        if (drops) store(scores + j, asFloats(lanesOf(mask[j / 64] >> (j % 64)) & asInts(p * head.mask.scale)));
    }
}

inline void attentionBackward(const AttentionBackward& work, float* scratch) {
    const AttentionHead& head = work.head;
    AttentionSpace space(head, true, scratch);
    const std::int64_t size = space.size, keys = space.keys;
    copyRows(head.key, head.keyStride, head.keyBias, 1, head.keys, head.size, space.key);
    copyRows(head.value, head.keyStride, head.valueBias, 1, head.keys, head.size, space.value);
    transpose(space.key, head.keys, size, keys, space.keyTransposed);
    transpose(space.value, head.keys, size, keys, space.valueTransposed);
    for (std::int64_t begin = 0; begin < head.queries; begin += kQueryBlock) {
        const std::int64_t count = head.queries - begin < kQueryBlock ? head.queries - begin : kQueryBlock;
        copyRows(head.query + begin * head.queryStride, head.queryStride, head.queryBias, head.scale, count, head.size,
                 space.query);
        copyRows(work.outputGradient + begin * work.outputStride, work.outputStride, nullptr, 1, count, head.size,
                 space.outputGradient);
        smallProduct(count, keys, size, {space.query, size, 1}, space.keyTransposed, keys, space.scores, keys, false);
        smallProduct(count, keys, size, {space.outputGradient, size, 1}, space.valueTransposed, keys,
                     space.scoreGradient, keys, false);
        for (std::int64_t i = 0; i < count; ++i)
            softmaxBackwardRow(head, begin + i, work.statistics + 2 * (begin + i) * head.heads, keys, space.mask,
                               space.scores + i * keys, space.scoreGradient + i * keys);
        smallProduct(head.keys, size, count, {space.scores, 1, keys}, space.outputGradient, size, space.valueGradient,
                     size, begin > 0);
        smallProduct(head.keys, size, count, {space.scoreGradient, 1, keys}, space.query, size, space.keyGradient, size,
                     begin > 0);
        smallProduct(count, size, head.keys, {space.scoreGradient, keys, 1}, space.key, size, space.output, size,
                     false);
        copyRows(space.output, size, nullptr, head.scale, count, size, space.output);
        writeRows(work.queryGradient + begin * head.queryStride, head.queryStride, space.output, count, head.size);
    }
    writeRows(work.keyGradient, head.keyStride, space.keyGradient, head.keys, head.size);
    writeRows(work.valueGradient, head.keyStride, space.valueGradient, head.keys, head.size);
}

}
