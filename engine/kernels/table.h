// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace espalier::kernels {

/// Dropout as the inner loops need it.
struct MaskKey {
    std::uint64_t seed = 0;
    std::uint32_t step = 0, site = 0, threshold = 0; ///< threshold 0: nothing is dropped
    float scale = 1;
};

/// The mask's words by plain integer arithmetic: words [first, first + count) of a row.
void plainMask(const MaskKey& key, std::uint32_t row, std::uint32_t first, std::int64_t count, std::uint64_t* mask);

/// LayerNorm over rows of `columns`, with what surrounds it. Pointers are to the first row of a range.
struct NormForward {
    const float *x, *bias, *residual; ///< normalised is residual + dropout(x + bias); bias and residual may be null
    const float *weight, *shift;
    float eps;
    std::int64_t columns;
    MaskKey key; ///< of the dropout on x + bias
    float *output, *normalized,
        *inverse; ///< normalized (rows, columns) and 1/deviation (rows): null where not recorded
    std::uint64_t* mask; ///< (rows, maskWords): scratch of one row where not recorded
};
struct NormBackward {
    const float *gradient, *normalized, *inverse, *weight;
    const std::uint64_t* mask; ///< null: no dropout
    float scale;
    std::int64_t columns;
    float *residualGradient, *xGradient; ///< the same pointer where nothing is dropped
    float *weightSum, *shiftSum, *biasSum; ///< (columns) each, added to
};

/// One sequence and head. Queries, keys and values lie in rows of `stride` floats.
struct AttentionHead {
    const float *query, *key, *value; ///< first row, first column of the head
    const float *queryBias, *keyBias, *valueBias; ///< of the head; null: none
    std::int64_t queryStride, keyStride, queries, keys, size;
    float scale;
    MaskKey mask;
    const std::int32_t* maskRows; ///< rows of the queries; null: firstRow, firstRow + 1 …
    std::uint32_t firstRow, heads, head; ///< a probability's mask row is row·heads + head
    bool causal; ///< query i sees keys up to i + keys − queries: the last query stands at the last key
    const float* relative; ///< added to a score at [key − (query + keys − queries)]; null: nothing is
};
struct AttentionForward {
    AttentionHead head;
    float* output; ///< rows of outputStride
    std::int64_t outputStride;
    float* statistics; ///< two floats of query i at 2·i·heads; null where not recorded
};
struct AttentionBackward {
    AttentionHead head;
    const float* outputGradient;
    std::int64_t outputStride;
    const float* statistics;
    float *queryGradient, *keyGradient, *valueGradient; ///< laid out as query, key, value
    bool addsKeyValue; ///< key and value gradients are added (heads that share them), not written
    float* relativeGradient; ///< laid out as relative, added to; null: not wanted
};

/// Attention of one token to the keys and values of the tokens before it, which lie in any rows of a store. `group`
/// heads share keys and values.
struct CachedAttention {
    const float* query; ///< (group, size)
    const float *keys, *values; ///< row 0, first column of the head
    std::int64_t stride; ///< floats from row to row
    const std::int32_t* rows; ///< of the `count` tokens, oldest first
    std::int64_t count, group, size;
    float scale;
    const float* relative; ///< added to head 0's score at [key − (count − 1)]; null: nothing is
    std::int64_t relativeStride; ///< from head to head
    float* output; ///< (group, size)
    float* scores; ///< scratch: (group, count rounded up to eight)
};

/// One update's numbers, the same for every element.
struct AdamWFactors {
    float beta1, beta2, eps;
    float decay; ///< 1 − rate · weightDecay
    float stepSize; ///< rate / (1 − beta1^t)
    float inverseRoot; ///< 1 / √(1 − beta2^t)
    float gradientScale;
};

/// The inner loops, compiled once for each instruction set.
struct KernelTable {
    const char* name;
    void (*maskRow)(const MaskKey& key, std::uint32_t row, std::int64_t words, std::uint64_t* mask);
    /// One row; `maskRowIndex` is the row of the mask.
    void (*normForward)(const NormForward& row, std::uint32_t maskRowIndex);
    void (*normBackward)(const NormBackward& range, std::int64_t rows);
    /// Sum of three rows.
    void (*sumRows)(const float* a, const float* b, const float* c, std::int64_t columns, float* output);
    /// output = x with the mask applied.
    void (*applyMask)(const float* x, const std::uint64_t* mask, float scale, std::int64_t columns, float* output);
    /// gelu(x + bias) of one row, and its derivative where it is asked for.
    void (*biasGelu)(const float* x, const float* bias, std::int64_t columns, float* output, float* derivative);
    /// output = a · b over rows, its column sums added to `sums`.
    void (*multiplyRows)(const float* a, const float* b, std::int64_t rows, std::int64_t columns, float* output,
                         float* sums);
    /// sums += rows of x, `stride` apart.
    void (*addRows)(const float* x, std::int64_t rows, std::int64_t stride, std::int64_t columns, float* sums);
    std::int64_t (*attentionScratch)(const AttentionHead& head, bool backward); ///< floats
    void (*attentionForward)(const AttentionForward& work, float* scratch);
    void (*attentionBackward)(const AttentionBackward& work, float* scratch);
    void (*cachedAttention)(const CachedAttention& work);
    /// x / √(mean x² + eps) · weight of one row; returns the factor.
    float (*rmsForward)(const float* x, const float* weight, float eps, std::int64_t columns, float* output);
    /// The gradient of x for rows, weight's added to `weightSum`.
    void (*rmsBackward)(const float* gradient, const float* x, const float* weight, const float* factors,
                        std::int64_t rows, std::int64_t columns, float* output, float* weightSum);
    /// Turns pairs (i, i + size/2) of each head of one row by their angle; `direction` −1 turns back.
    void (*rotate)(const float* x, const float* cosine, const float* sine, float direction, std::int64_t heads,
                   std::int64_t size, float* output);
    /// output(r, o) = x(r) · weight(o) for r below `rows` and o in [begin, end): rows of x are `depth` floats, of the
    /// output `outputs`.
    void (*fewRows)(const float* x, std::int64_t rows, std::int64_t depth, const float* weight, std::int64_t begin,
                    std::int64_t end, std::int64_t outputs, float* output);
    double (*squaredNorm)(const float* x, std::int64_t count);
    void (*adamw)(float* parameter, const float* gradient, float* first, float* second, std::int64_t count,
                  const AdamWFactors& factors);
    /// `updates` updates with gradient 0, one after the other.
    void (*adamwWithoutGradient)(float* parameter, float* first, float* second, std::int64_t count,
                                 const AdamWFactors* factors, std::int64_t updates);
    /// The same where both moments are 0.
    void (*decayOnly)(float* parameter, std::int64_t count, const AdamWFactors* factors, std::int64_t updates);
};

extern const KernelTable kGenericKernels;
extern const KernelTable kAvx2Kernels;

/// The best table this machine can run.
const KernelTable& kernelTable();
/// Makes kernelTable() answer with the generic one (for tests).
void useGenericKernels(bool generic);

}
