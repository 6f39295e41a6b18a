// SPDX-License-Identifier: GPL-3.0-or-later
// Eight floats at a time. Included only by the files that table_*.cpp compile once for each instruction set, inside the
// namespace ESPALIER_SIMD names, so that no code built for AVX2 can be linked where it doesn't run.
#pragma once

#include <cstdint>
#include <cstring>

#ifdef __AVX2__
#include <immintrin.h>
#endif

#define ESPALIER_INLINE [[gnu::always_inline]] inline

namespace espalier::kernels::ESPALIER_SIMD {

typedef float Floats __attribute__((vector_size(32)));
typedef std::int32_t Ints __attribute__((vector_size(32)));

constexpr std::int64_t kLanes = 8;

ESPALIER_INLINE Floats all(float x) {
    return Floats {x, x, x, x, x, x, x, x};
}
ESPALIER_INLINE Ints allInts(std::int32_t x) {
    return Ints {x, x, x, x, x, x, x, x};
}

ESPALIER_INLINE Floats load(const float* p) {
    Floats v;
    std::memcpy(&v, p, sizeof v);
    return v;
}
ESPALIER_INLINE void store(float* p, Floats v) {
    std::memcpy(p, &v, sizeof v);
}

/// The first `count` of eight, the rest 0; count may be more than eight.
ESPALIER_INLINE Floats load(const float* p, std::int64_t count) {
    if (count >= kLanes) return load(p);
    Floats v = all(0);
    for (std::int64_t i = 0; i < count; ++i)
        v[i] = p[i];
    return v;
}
ESPALIER_INLINE void store(float* p, Floats v, std::int64_t count) {
    if (count >= kLanes) return store(p, v);
    for (std::int64_t i = 0; i < count; ++i)
        p[i] = v[i];
}

ESPALIER_INLINE Floats asFloats(Ints v) {
    return reinterpret_cast<Floats>(v);
}
ESPALIER_INLINE Ints asInts(Floats v) {
    return reinterpret_cast<Ints>(v);
}
ESPALIER_INLINE Floats select(Ints mask, Floats yes, Floats no) {
    return asFloats((mask & asInts(yes)) | (~mask & asInts(no)));
}

/// a·b + c, rounded once where the machine can.
ESPALIER_INLINE Floats fma(Floats a, Floats b, Floats c) {
#ifdef __FMA__
    return reinterpret_cast<Floats>(
        _mm256_fmadd_ps(reinterpret_cast<__m256>(a), reinterpret_cast<__m256>(b), reinterpret_cast<__m256>(c)));
#else
    return a * b + c;
#endif
}

ESPALIER_INLINE Floats squareRoot(Floats x) {
#ifdef __AVX2__
    return reinterpret_cast<Floats>(_mm256_sqrt_ps(reinterpret_cast<__m256>(x)));
#else
    Floats result;
    for (int i = 0; i < kLanes; ++i)
        result[i] = __builtin_sqrtf(x[i]);
    return result;
#endif
}

ESPALIER_INLINE Floats maximum(Floats a, Floats b) {
    return a > b ? a : b;
}
ESPALIER_INLINE Floats minimum(Floats a, Floats b) {
    return a < b ? a : b;
}

ESPALIER_INLINE float sum(Floats v) {
    return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}
ESPALIER_INLINE float largest(Floats v) {
    float result = v[0];
    for (int i = 1; i < kLanes; ++i)
        result = v[i] > result ? v[i] : result;
    return result;
}

/// All ones in the lanes whose bit of the lowest eight is set.
ESPALIER_INLINE Ints lanesOf(std::uint64_t bits) {
    const Ints bit {1, 2, 4, 8, 16, 32, 64, 128};
    return (allInts(static_cast<std::int32_t>(bits & 0xFF)) & bit) == bit;
}

/// Values far below 1e-38 count as 0 while it lives: they would cost a hundred cycles each and mean nothing.
class FlushDenormals {
public:
#ifdef __SSE2__
    FlushDenormals() : m_before(__builtin_ia32_stmxcsr()) {
        __builtin_ia32_ldmxcsr(m_before | 0x8040u);
    }
    ~FlushDenormals() {
        __builtin_ia32_ldmxcsr(m_before);
    }
#else
    FlushDenormals() { }
    ~FlushDenormals() { }
#endif
    FlushDenormals(const FlushDenormals&) = delete;
    FlushDenormals& operator=(const FlushDenormals&) = delete;

private:
    [[maybe_unused]] unsigned m_before = 0;
};

}
