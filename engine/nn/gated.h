// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/activation.h"

namespace espalier::nn {

/// activation(a) · b for [a, b] side by side, (T, 2·n): the gated feed-forwards (Shazeer 2020).
at::Tensor gated(const at::Tensor& x, Activation activation);

}
