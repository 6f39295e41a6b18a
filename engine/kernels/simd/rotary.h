// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/simd/vector.h"

namespace espalier::kernels::ESPALIER_SIMD {

inline void rotate(const float* x, const float* cosine, const float* sine, float direction, std::int64_t heads,
                   std::int64_t size, float* output) {
    const std::int64_t half = size / 2;
    for (std::int64_t head = 0; head < heads; ++head, x += size, output += size)
        for (std::int64_t c = 0; c < half; c += kLanes) {
            const std::int64_t left = half - c;
            const Floats a = load(x + c, left), b = load(x + half + c, left), cos = load(cosine + c, left),
                         sin = load(sine + c, left) * direction;
            store(output + c, a * cos - b * sin, left);
            store(output + half + c, b * cos + a * sin, left);
        }
}

}
