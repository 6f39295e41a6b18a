// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/simd/vector.h"
#include "engine/kernels/table.h"

namespace espalier::kernels::ESPALIER_SIMD {

#ifdef __AVX2__
/// Low and high halves of eight products a·m.
ESPALIER_INLINE void multiply(__m256i a, __m256i m, __m256i& low, __m256i& high) {
    const __m256i even = _mm256_mul_epu32(a, m), odd = _mm256_mul_epu32(_mm256_srli_epi64(a, 32), m);
    low = _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xAA);
    high = _mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xAA);
}

/// One bit for each of sixteen 16-bit draws: set where it is at least the threshold.
ESPALIER_INLINE std::uint64_t kept(__m256i draws, __m256i threshold) {
    const __m256i keeps = _mm256_cmpeq_epi16(_mm256_max_epu16(draws, threshold), draws);
    const __m256i bytes = _mm256_permute4x64_epi64(_mm256_packs_epi16(keeps, _mm256_setzero_si256()), 0x08);
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes)) & 0xFFFFu;
}
#endif

/// 64 mask bits of one row: word `word` of Philox4x32-10 counters (8·word + lane, row, site, step), key seed. The order
/// of bits is that of plainMask.
ESPALIER_INLINE std::uint64_t maskWord(const MaskKey& key, std::uint32_t row, std::uint32_t word) {
#ifdef __AVX2__
    __m256i c0
        = _mm256_add_epi32(_mm256_set1_epi32(static_cast<int>(word * 8)), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
    __m256i c1 = _mm256_set1_epi32(static_cast<int>(row)), c2 = _mm256_set1_epi32(static_cast<int>(key.site)),
            c3 = _mm256_set1_epi32(static_cast<int>(key.step));
    const __m256i m0 = _mm256_set1_epi32(static_cast<int>(0xD2511F53u)),
                  m1 = _mm256_set1_epi32(static_cast<int>(0xCD9E8D57u));
    std::uint32_t k0 = static_cast<std::uint32_t>(key.seed), k1 = static_cast<std::uint32_t>(key.seed >> 32);
    for (int round = 0; round < 10; ++round, k0 += 0x9E3779B9u, k1 += 0xBB67AE85u) {
        __m256i low0, high0, low1, high1;
        multiply(c0, m0, low0, high0);
        multiply(c2, m1, low1, high1);
        c0 = _mm256_xor_si256(_mm256_xor_si256(high1, c1), _mm256_set1_epi32(static_cast<int>(k0)));
        c2 = _mm256_xor_si256(_mm256_xor_si256(high0, c3), _mm256_set1_epi32(static_cast<int>(k1)));
        c1 = low1;
        c3 = low0;
    }
    const __m256i threshold = _mm256_set1_epi16(static_cast<short>(key.threshold));
    return kept(c0, threshold) | kept(c1, threshold) << 16 | kept(c2, threshold) << 32 | kept(c3, threshold) << 48;
#else
    std::uint64_t bits = 0;
    plainMask(key, row, word, 1, &bits);
    return bits;
#endif
}

inline void maskRow(const MaskKey& key, std::uint32_t row, std::int64_t words, std::uint64_t* mask) {
    for (std::int64_t word = 0; word < words; ++word)
        mask[word] = maskWord(key, row, static_cast<std::uint32_t>(word));
}

}
