// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with -mavx2 -mfma: nothing here may be a function that other files compile too.
#define ESPALIER_SIMD avx2
#include "engine/kernels/simd/compact.h"

namespace espalier::kernels {

const CompactRows kAvx2CompactRows = avx2::compactRows;

}
