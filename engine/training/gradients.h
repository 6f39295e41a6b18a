// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// Lets go of every gradient, so that the next backward pass makes new ones.
void releaseGradients(std::vector<ParameterGroup>& groups);

/// Global L2 norm of all gradients; above `maximum` (> 0) they are scaled down to it, as torch's clip_grad_norm_.
double clipGradients(const std::vector<ParameterGroup>& groups, double maximum);

}
