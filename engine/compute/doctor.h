// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/compute/compute.h"

#include <c10/core/Device.h>

namespace espalier {

/// What there is to compute with, and whether each kernel agrees with LibTorch's own operators.
DeviceReport examineDevice(const c10::Device& device);

}
