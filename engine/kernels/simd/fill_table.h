// SPDX-License-Identifier: GPL-3.0-or-later
// The table of one instruction set; ESPALIER_SIMD is its namespace.
#include "engine/kernels/simd/adamw.h"
#include "engine/kernels/simd/attention.h"
#include "engine/kernels/simd/decoding.h"
#include "engine/kernels/simd/elementwise.h"
#include "engine/kernels/simd/norm.h"
#include "engine/kernels/simd/rms_norm.h"
#include "engine/kernels/simd/rotary.h"

namespace espalier::kernels::ESPALIER_SIMD {

constexpr KernelTable tableNamed(const char* name) {
    return {name,
            maskRow,
            normForward,
            normBackward,
            sumRows,
            applyMask,
            biasGelu,
            multiplyRows,
            addRows,
            attentionScratch,
            attentionForward,
            attentionBackward,
            cachedAttention,
            rmsForward,
            rmsBackward,
            rotate,
            fewRows,
            squaredNorm,
            adamw,
            adamwWithoutGradient,
            decayOnly};
}

}
