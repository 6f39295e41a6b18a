// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/compute/compute.h"

#include <c10/core/Device.h>

namespace espalier {

/// Compute::forward, throwing.
std::vector<NamedShape> forwardLines(const std::filesystem::path& modelFolder, const std::vector<ForwardInput>& inputs,
                                     const std::filesystem::path& output, const c10::Device& device);

}
