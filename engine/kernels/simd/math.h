// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/simd/vector.h"

namespace espalier::kernels::ESPALIER_SIMD {

/// e^x to about one unit in the last place; 0 below −87.3, and clamped above 88.3.
ESPALIER_INLINE Floats exponential(Floats x) {
    const Ints tiny = x < -87.33f;
    x = minimum(maximum(x, all(-87.33f)), all(88.37f));
    // x = n·ln 2 + r, |r| ≤ ln 2 / 2; ln 2 in two parts so that r is exact. Adding 1.5·2²³ rounds to a whole number.
    const Floats shifted = fma(x, all(1.44269504f), all(12582912.0f));
    const Floats n = shifted - 12582912.0f;
    const Floats r = fma(n, all(-1.42860677e-6f), fma(n, all(-0.693145752f), x));
    Floats p = all(1.98756912e-4f);
    p = fma(p, r, all(1.39819994e-3f));
    p = fma(p, r, all(8.33345205e-3f));
    p = fma(p, r, all(4.16657962e-2f));
    p = fma(p, r, all(1.66666660e-1f));
    p = fma(p, r, all(0.5f));
    const Floats value = fma(p * r, r, r) + 1.0f;
    const Ints exponent = (asInts(shifted) - 0x4B400000) << 23;
    return select(tiny, all(0), asFloats(asInts(value) + exponent));
}

/// erf(x), largest error 1.2e-7: near 0 x·P(x²), elsewhere 1 − e^Q(|x|) (polynomials by least maximum).
ESPALIER_INLINE Floats errorFunction(Floats x) {
    const Floats t = asFloats(asInts(x) & 0x7FFFFFFF), s = x * x;
    Floats far = fma(all(-1.72853470e-5f), t, all(3.83197126e-4f));
    far = fma(far, s, fma(all(-3.88396438e-3f), t, all(2.42546219e-2f)));
    far = fma(far, t, all(-1.06777877e-1f));
    far = fma(far, t, all(-6.34846687e-1f));
    far = fma(far, t, all(-1.28717512e-1f));
    far = fma(far, t, -t);
    far = 1.0f - exponential(far);
    far = asFloats(asInts(far) | (asInts(x) & static_cast<std::int32_t>(0x80000000u)));
    Floats near = fma(all(-5.96761703e-4f), s, all(4.99119423e-3f));
    near = fma(near, s, all(-2.67681349e-2f));
    near = fma(near, s, all(1.12819925e-1f));
    near = fma(near, s, all(-3.76125336e-1f));
    near = fma(near, s, all(1.28379166e-1f));
    near = fma(near, x, x);
    return select(t > 0.927734375f, far, near);
}

}
