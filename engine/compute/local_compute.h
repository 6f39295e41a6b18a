// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/compute/compute.h"

namespace espalier {

/// The Compute that is linked into this very library; programs get theirs from compute().
Compute& localCompute();

}
