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

/// Padded rows to rows of `stride`, or added to these.
inline void writeRows(float* to, std::int64_t stride, const float* x, std::int64_t rows, std::int64_t columns,
                      bool adds = false) {
    const std::int64_t width = padded(columns);
    for (std::int64_t r = 0; r < rows; ++r, x += width, to += stride)
        for (std::int64_t c = 0; c < columns; c += kLanes)
            store(to + c, adds ? load(to + c, columns - c) + load(x + c) : load(x + c), columns - c);
}

ESPALIER_INLINE std::uint32_t maskRowOf(const AttentionHead& head, std::int64_t query) {
    const std::uint32_t row = head.maskRows ? static_cast<std::uint32_t>(head.maskRows[query])
                                            : head.firstRow + static_cast<std::uint32_t>(query);
    return row * head.heads + head.head;
}

/// How many keys a query sees.
ESPALIER_INLINE std::int64_t keysSeen(const AttentionHead& head, std::int64_t query) {
    return head.causal ? query + head.keys - head.queries + 1 : head.keys;
}

/// Where a query's row of the relative bias begins: at its first key.
ESPALIER_INLINE std::int64_t relativeStart(const AttentionHead& head, std::int64_t query) {
    return head.queries - head.keys - query;
}

inline void addRelative(const float* relative, std::int64_t count, float* row) {
    for (std::int64_t j = 0; j < count; j += kLanes)
        store(row + j, load(row + j) + load(relative + j, count - j));
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
        const std::int64_t seen = keysSeen(head, begin + count - 1), width = padded(seen); // by the block's last query
        copyRows(head.query + begin * head.queryStride, head.queryStride, head.queryBias, head.scale, count, head.size,
                 space.query);
        smallProduct(count, width, space.size, {space.query, space.size, 1}, space.keyTransposed, space.keys,
                     space.scores, space.keys, false);
        for (std::int64_t i = 0; i < count; ++i) {
            float* row = space.scores + i * space.keys;
            if (head.relative) addRelative(head.relative + relativeStart(head, begin + i), seen, row);
            softmaxRow(row, keysSeen(head, begin + i), width,
                       work.statistics ? work.statistics + 2 * (begin + i) * head.heads : nullptr);
            if (head.mask.threshold == 0) continue;
            maskRow(head.mask, maskRowOf(head, begin + i), (seen + 63) / 64, space.mask);
            applyMask(row, space.mask, head.mask.scale, width, row);
        }
        smallProduct(count, space.size, seen, {space.scores, space.keys, 1}, space.value, space.size, space.output,
                     space.size, false);
        writeRows(work.output + begin * work.outputStride, work.outputStride, space.output, count, head.size);
    }
}

/// From scores and the gradient of dropped probabilities: dropped probabilities, and the gradient of scores.
inline void softmaxBackwardRow(const AttentionHead& head, std::int64_t query, const float* statistics,
                               std::int64_t width, std::uint64_t* mask, float* scores, float* gradient) {
    const bool drops = head.mask.threshold > 0;
    const std::int64_t seen = keysSeen(head, query);
    if (drops) maskRow(head.mask, maskRowOf(head, query), (width + 63) / 64, mask);
    if (head.relative) addRelative(head.relative + relativeStart(head, query), seen, scores);
    for (std::int64_t j = seen; j < width; ++j)
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
    if (head.causal) {
        // A block adds to the keys that it sees alone.
        std::memset(space.keyGradient, 0, static_cast<std::size_t>(keys * size) * sizeof(float));
        std::memset(space.valueGradient, 0, static_cast<std::size_t>(keys * size) * sizeof(float));
    }
    for (std::int64_t begin = 0; begin < head.queries; begin += kQueryBlock) {
        const std::int64_t count = head.queries - begin < kQueryBlock ? head.queries - begin : kQueryBlock;
        const std::int64_t seen = keysSeen(head, begin + count - 1), width = padded(seen);
        const bool adds = head.causal || begin > 0;
        copyRows(head.query + begin * head.queryStride, head.queryStride, head.queryBias, head.scale, count, head.size,
                 space.query);
        copyRows(work.outputGradient + begin * work.outputStride, work.outputStride, nullptr, 1, count, head.size,
                 space.outputGradient);
        smallProduct(count, width, size, {space.query, size, 1}, space.keyTransposed, keys, space.scores, keys, false);
        smallProduct(count, width, size, {space.outputGradient, size, 1}, space.valueTransposed, keys,
                     space.scoreGradient, keys, false);
        for (std::int64_t i = 0; i < count; ++i) {
            softmaxBackwardRow(head, begin + i, work.statistics + 2 * (begin + i) * head.heads, width, space.mask,
                               space.scores + i * keys, space.scoreGradient + i * keys);
            if (!work.relativeGradient) continue;
            float* sums = work.relativeGradient + relativeStart(head, begin + i);
            const std::int64_t own = keysSeen(head, begin + i);
            for (std::int64_t j = 0; j < own; j += kLanes)
                store(sums + j, load(sums + j, own - j) + load(space.scoreGradient + i * keys + j), own - j);
        }
        smallProduct(seen, size, count, {space.scores, 1, keys}, space.outputGradient, size, space.valueGradient, size,
                     adds);
        smallProduct(seen, size, count, {space.scoreGradient, 1, keys}, space.query, size, space.keyGradient, size,
                     adds);
        smallProduct(count, size, seen, {space.scoreGradient, keys, 1}, space.key, size, space.output, size, false);
        copyRows(space.output, size, nullptr, head.scale, count, size, space.output);
        writeRows(work.queryGradient + begin * head.queryStride, head.queryStride, space.output, count, head.size);
    }
    writeRows(work.keyGradient, head.keyStride, space.keyGradient, head.keys, head.size, work.addsKeyValue);
    writeRows(work.valueGradient, head.keyStride, space.valueGradient, head.keys, head.size, work.addsKeyValue);
}

}
