// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/local_compute.h"

/// The one symbol of libespalier_compute.so.
extern "C" espalier::Compute* espalierCompute() {
    return &espalier::localCompute();
}
