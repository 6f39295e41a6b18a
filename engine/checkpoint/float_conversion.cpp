// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/float_conversion.h"

#include <bit>
#include <cmath>
#include <cstring>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace espalier {

namespace {

template <typename T>
T at(const std::uint8_t* bytes, std::size_t index) {
    T value;
    std::memcpy(&value, bytes + index * sizeof(T), sizeof(T));
    return value;
}

void plainHalves(const std::uint8_t* bytes, std::size_t count, float* target) {
    for (std::size_t i = 0; i < count; ++i)
        target[i] = halfToFloat(at<std::uint16_t>(bytes, i));
}

void plainBrainHalves(const std::uint8_t* bytes, std::size_t count, float* target) {
    for (std::size_t i = 0; i < count; ++i)
        target[i] = std::bit_cast<float>(static_cast<std::uint32_t>(at<std::uint16_t>(bytes, i)) << 16);
}

#if defined(__x86_64__)
__attribute__((target("avx2,f16c"))) void wideHalves(const std::uint8_t* bytes, std::size_t count, float* target) {
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        const __m128i halves = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 2 * i));
        _mm256_storeu_ps(target + i, _mm256_cvtph_ps(halves));
    }
    plainHalves(bytes + 2 * i, count - i, target + i);
}

__attribute__((target("avx2"))) void wideBrainHalves(const std::uint8_t* bytes, std::size_t count, float* target) {
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        const __m128i halves = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 2 * i));
        const __m256i bits = _mm256_slli_epi32(_mm256_cvtepu16_epi32(halves), 16);
        _mm256_storeu_ps(target + i, _mm256_castsi256_ps(bits));
    }
    plainBrainHalves(bytes + 2 * i, count - i, target + i);
}

bool isWide() {
    static const bool wide = [] {
        unsigned a = 0, b = 0, c = 0, d = 0; // clang 14 can't be asked for F16C by name
        return __builtin_cpu_supports("avx2") && __get_cpuid(1, &a, &b, &c, &d) && (c & bit_F16C);
    }();
    return wide;
}
#else
constexpr auto wideHalves = plainHalves;
constexpr auto wideBrainHalves = plainBrainHalves;
constexpr bool isWide() {
    return false;
}
#endif

}

bool canBeFloats(DataType type) {
    return isFloatingPoint(type) && type != DataType::F8E4M3 && type != DataType::F8E5M2;
}

void toFloats(DataType type, std::span<const std::uint8_t> bytes, float* target) {
    const std::size_t count = bytes.size() / elementSize(type);
    switch (type) {
    case DataType::F32:
        std::memcpy(target, bytes.data(), bytes.size());
        return;
    case DataType::F64:
        for (std::size_t i = 0; i < count; ++i)
            target[i] = static_cast<float>(at<double>(bytes.data(), i));
        return;
    case DataType::F16:
        return (isWide() ? wideHalves : plainHalves)(bytes.data(), count, target);
    case DataType::BF16:
        return (isWide() ? wideBrainHalves : plainBrainHalves)(bytes.data(), count, target);
    default:
        return dequantise(type, bytes, target);
    }
}

float halfToFloat(std::uint16_t bits) {
    const std::uint32_t sign = static_cast<std::uint32_t>(bits & 0x8000) << 16;
    const std::uint32_t exponent = bits >> 10 & 31, fraction = bits & 1023;
    if (exponent == 31) return std::bit_cast<float>(sign | 0x7F800000 | fraction << 13);
    if (exponent == 0) { // zero, or a multiple of 2^-24
        const float value = static_cast<float>(fraction) * 0x1p-24f;
        return sign ? -value : value;
    }
    return std::bit_cast<float>(sign | (exponent + 112) << 23 | fraction << 13);
}

std::uint16_t floatToHalf(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>(bits >> 16 & 0x8000);
    const std::uint32_t size = bits & 0x7FFFFFFF;
    if (size > 0x7F800000) return static_cast<std::uint16_t>(sign | 0x7E00); // NaN
    if (size >= 0x477FF000) return static_cast<std::uint16_t>(sign | 0x7C00); // 65520 and more
    if (size < 0x38800000) { // below 2^-14: a multiple of 2^-24, which this addition rounds to
        const float shifted = std::bit_cast<float>(size) + 0.5f;
        return static_cast<std::uint16_t>(sign | (std::bit_cast<std::uint32_t>(shifted) - 0x3F000000));
    }
    const std::uint32_t rounded = size + 0xFFF + (size >> 13 & 1);
    return static_cast<std::uint16_t>(sign | (rounded - 0x38000000) >> 13);
}

std::vector<std::uint8_t> toHalves(std::span<const float> values) {
    std::vector<std::uint8_t> bytes(values.size() * 2);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::uint16_t half = floatToHalf(values[i]);
        std::memcpy(bytes.data() + 2 * i, &half, 2);
    }
    return bytes;
}

std::vector<std::uint8_t> toQ8_0(std::span<const float> values) {
    std::vector<std::uint8_t> bytes(values.size() / 32 * 34);
    for (std::size_t block = 0; block < values.size() / 32; ++block) {
        const float* value = values.data() + block * 32;
        std::uint8_t* out = bytes.data() + block * 34;
        float largest = 0;
        for (int i = 0; i < 32; ++i)
            largest = std::fmax(largest, std::fabs(value[i]));
        const float scale = largest / 127, inverse = scale == 0 ? 0 : 1 / scale;
        const std::uint16_t half = floatToHalf(scale);
        std::memcpy(out, &half, 2);
        for (int i = 0; i < 32; ++i) {
            const float rounded = std::roundf(value[i] * inverse);
            if (!(std::fabs(rounded) <= 127)) fail(ErrorKind::Failed, "a weight is infinite or not a number");
            out[2 + i] = static_cast<std::uint8_t>(static_cast<std::int8_t>(rounded));
        }
    }
    return bytes;
}

}
