// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with -mavx2 -mfma: nothing here may be a function that other files compile too.
#define ESPALIER_SIMD avx2
#include "engine/kernels/simd/fill_table.h"

namespace espalier::kernels {

const KernelTable kAvx2Kernels = avx2::tableNamed("avx2");

}
