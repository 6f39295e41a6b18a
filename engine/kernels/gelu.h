// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace espalier::kernels {

/// x·Φ(x) of x + bias, for contiguous (T, n) float32 on the CPU; the derivative too where `derivative` is given, since
/// both come from the same exponentials.
at::Tensor biasGeluForward(const at::Tensor& x, const at::Tensor& bias, at::Tensor* derivative);

/// gradient · derivative, and its column sums (the bias's gradient).
at::Tensor biasGeluBackward(const at::Tensor& gradient, const at::Tensor& derivative, at::Tensor& biasGradient);

}
