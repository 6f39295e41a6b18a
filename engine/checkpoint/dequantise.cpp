// SPDX-License-Identifier: GPL-3.0-or-later
// The layouts are ggml-common.h's; order and precision of the operations are those of gguf-py (gguf/quants.py).
#include "engine/checkpoint/float_conversion.h"

#include <cstring>

namespace espalier {

namespace {

float half(const std::uint8_t* bytes) {
    std::uint16_t bits;
    std::memcpy(&bits, bytes, 2);
    return halfToFloat(bits);
}

/// Low or high four bits of the 16 bytes that hold 32 elements: the first half is in the low ones.
int nibble(const std::uint8_t* packed, int i) {
    return i < 16 ? packed[i] & 15 : packed[i - 16] >> 4;
}

void blockQ4_0(const std::uint8_t* in, float* out) {
    const float scale = half(in);
    for (int i = 0; i < 32; ++i)
        out[i] = scale * static_cast<float>(nibble(in + 2, i) - 8);
}

void blockQ4_1(const std::uint8_t* in, float* out) {
    const float scale = half(in), least = half(in + 2);
    for (int i = 0; i < 32; ++i)
        out[i] = scale * static_cast<float>(nibble(in + 4, i)) + least;
}

void blockQ5_0(const std::uint8_t* in, float* out) {
    const float scale = half(in);
    std::uint32_t fifth;
    std::memcpy(&fifth, in + 2, 4);
    for (int i = 0; i < 32; ++i)
        out[i] = scale * static_cast<float>((nibble(in + 6, i) | static_cast<int>(fifth >> i & 1) << 4) - 16);
}

void blockQ5_1(const std::uint8_t* in, float* out) {
    const float scale = half(in), least = half(in + 2);
    std::uint32_t fifth;
    std::memcpy(&fifth, in + 4, 4);
    for (int i = 0; i < 32; ++i)
        out[i] = scale * static_cast<float>(nibble(in + 8, i) | static_cast<int>(fifth >> i & 1) << 4) + least;
}

void blockQ8_0(const std::uint8_t* in, float* out) {
    const float scale = half(in);
    for (int i = 0; i < 32; ++i)
        out[i] = static_cast<float>(static_cast<std::int8_t>(in[2 + i])) * scale;
}

/// The eight scales and minima of a superblock, 6 bits each, packed into 12 bytes.
struct Scales {
    float scale[8], least[8];
    Scales(const std::uint8_t* in) {
        const float d = half(in), dmin = half(in + 2);
        const std::uint8_t* packed = in + 4;
        for (int i = 0; i < 4; ++i) {
            scale[i] = d * static_cast<float>(packed[i] & 63);
            least[i] = dmin * static_cast<float>(packed[i + 4] & 63);
            scale[i + 4] = d * static_cast<float>((packed[i + 8] & 15) | (packed[i] >> 2 & 48));
            least[i + 4] = dmin * static_cast<float>(packed[i + 8] >> 4 | (packed[i + 4] >> 2 & 48));
        }
    }
};

void blockQ4_K(const std::uint8_t* in, float* out) {
    const Scales scales(in);
    const std::uint8_t* packed = in + 16;
    for (int part = 0; part < 8; ++part) {
        const std::uint8_t* bytes = packed + part / 2 * 32;
        for (int i = 0; i < 32; ++i)
            out[part * 32 + i]
                = scales.scale[part] * static_cast<float>(bytes[i] >> part % 2 * 4 & 15) - scales.least[part];
    }
}

void blockQ5_K(const std::uint8_t* in, float* out) {
    const Scales scales(in);
    const std::uint8_t *fifth = in + 16, *packed = in + 48;
    for (int part = 0; part < 8; ++part) {
        const std::uint8_t* bytes = packed + part / 2 * 32;
        for (int i = 0; i < 32; ++i) {
            const int value = (bytes[i] >> part % 2 * 4 & 15) | (fifth[i] >> part & 1) << 4;
            out[part * 32 + i] = scales.scale[part] * static_cast<float>(value) - scales.least[part];
        }
    }
}

void blockQ6_K(const std::uint8_t* in, float* out) {
    const std::uint8_t *low = in, *high = in + 128, *scales = in + 192;
    const float d = half(in + 208);
    for (int part = 0; part < 8; ++part) { // of 32 elements, each with two scales
        const std::uint8_t* lows = low + part / 4 * 64 + part % 2 * 32;
        const std::uint8_t* highs = high + part / 4 * 32;
        for (int i = 0; i < 32; ++i) {
            const float scale = d * static_cast<float>(static_cast<std::int8_t>(scales[part * 2 + i / 16]));
            const int value = (lows[i] >> part / 2 % 2 * 4 & 15) | (highs[i] >> part % 4 * 2 & 3) << 4;
            out[part * 32 + i] = scale * static_cast<float>(value - 32);
        }
    }
}

template <void (*block)(const std::uint8_t*, float*), int elements, int size>
void all(std::span<const std::uint8_t> bytes, float* target) {
    for (std::size_t i = 0; i < bytes.size() / size; ++i)
        block(bytes.data() + i * size, target + i * elements);
}

}

void dequantise(DataType type, std::span<const std::uint8_t> bytes, float* target) {
    switch (type) {
    case DataType::Q4_0:
        return all<blockQ4_0, 32, 18>(bytes, target);
    case DataType::Q4_1:
        return all<blockQ4_1, 32, 20>(bytes, target);
    case DataType::Q5_0:
        return all<blockQ5_0, 32, 22>(bytes, target);
    case DataType::Q5_1:
        return all<blockQ5_1, 32, 24>(bytes, target);
    case DataType::Q8_0:
        return all<blockQ8_0, 32, 34>(bytes, target);
    case DataType::Q4_K:
        return all<blockQ4_K, 256, 144>(bytes, target);
    case DataType::Q5_K:
        return all<blockQ5_K, 256, 176>(bytes, target);
    case DataType::Q6_K:
        return all<blockQ6_K, 256, 210>(bytes, target);
    default:
        fail(ErrorKind::Failed, std::string(dataTypeName(type)) + " is not a quantised type");
    }
}

}
