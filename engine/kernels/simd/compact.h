// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/compact_table.h"
#include "engine/kernels/simd/vector.h"

namespace espalier::kernels::ESPALIER_SIMD {

typedef std::int8_t Bytes8 __attribute__((vector_size(8)));
typedef std::uint8_t Bytes16 __attribute__((vector_size(16)));

/// Eight signed bytes.
ESPALIER_INLINE Floats floatsOf(const std::uint8_t* bytes) {
#ifdef __AVX2__
    // The compiler takes a conversion of the vector apart, byte by byte.
    return reinterpret_cast<Floats>(
        _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(bytes)))));
#else
    Bytes8 b;
    std::memcpy(&b, bytes, sizeof b);
    return __builtin_convertvector(b, Floats);
#endif
}

/// The 32 weights of a block, unscaled.
template <int Bits>
ESPALIER_INLINE void unpackBlock(const std::uint8_t* bytes, Floats (&weights)[4]) {
    if constexpr (Bits == 8) {
        for (int i = 0; i < 4; ++i)
            weights[i] = floatsOf(bytes + i * kLanes);
    } else {
        Bytes16 both, halves[2];
        std::memcpy(&both, bytes, sizeof both);
        halves[0] = (both & 15) - 8;
        halves[1] = (both >> 4) - 8;
        std::uint8_t apart[32];
        std::memcpy(apart, halves, sizeof apart);
        for (int i = 0; i < 4; ++i)
            weights[i] = floatsOf(apart + i * kLanes);
    }
}

template <int Bits, int R>
ESPALIER_INLINE void compactDot(const CompactProduct& work, const float* x, std::int64_t output, float* to) {
    const std::int64_t depth = work.blocks * kCompactBlock;
    const std::uint8_t* weights = work.weights + output * depth * Bits / 8;
    const float* scales = work.scales + output * work.blocks;
    Floats sums[R];
    for (int r = 0; r < R; ++r)
        sums[r] = all(0);
    for (std::int64_t block = 0; block < work.blocks; ++block) {
        Floats w[4];
        unpackBlock<Bits>(weights + block * (kCompactBlock * Bits / 8), w);
        for (int r = 0; r < R; ++r) {
            const float* from = x + r * depth + block * kCompactBlock;
            const Floats a = fma(load(from + kLanes), w[1], load(from) * w[0]);
            const Floats b = fma(load(from + 3 * kLanes), w[3], load(from + 2 * kLanes) * w[2]);
            sums[r] = fma(a + b, all(scales[block]), sums[r]);
        }
    }
    for (int r = 0; r < R; ++r)
        to[r * work.outputs + output] = sum(sums[r]);
}

template <int Bits>
inline void compactRowsOf(const CompactProduct& work, std::int64_t begin, std::int64_t end) {
    const std::int64_t depth = work.blocks * kCompactBlock;
    std::int64_t row = 0;
    for (; row + 4 <= work.rows; row += 4)
        for (std::int64_t o = begin; o < end; ++o)
            compactDot<Bits, 4>(work, work.x + row * depth, o, work.output + row * work.outputs);
    for (; row < work.rows; ++row)
        for (std::int64_t o = begin; o < end; ++o)
            compactDot<Bits, 1>(work, work.x + row * depth, o, work.output + row * work.outputs);
}

inline void compactRows(const CompactProduct& work, std::int64_t begin, std::int64_t end) {
    if (work.bits == 8)
        compactRowsOf<8>(work, begin, end);
    else
        compactRowsOf<4>(work, begin, end);
}

}
