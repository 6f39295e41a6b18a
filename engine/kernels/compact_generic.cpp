// SPDX-License-Identifier: GPL-3.0-or-later
#define ESPALIER_SIMD generic
#include "engine/kernels/simd/compact.h"

namespace espalier::kernels {

const CompactRows kGenericCompactRows = generic::compactRows;

}
