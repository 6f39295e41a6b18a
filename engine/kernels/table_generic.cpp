// SPDX-License-Identifier: GPL-3.0-or-later
#define ESPALIER_SIMD generic
#include "engine/kernels/simd/fill_table.h"

namespace espalier::kernels {

const KernelTable kGenericKernels = generic::tableNamed("generic");

}
