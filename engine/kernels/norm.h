// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/dropout.h"

#include <ATen/core/Tensor.h>

namespace espalier::kernels {

/// What backward needs of a normalisation; undefined where nothing was recorded.
struct NormSaved {
    at::Tensor normalized; ///< (T, hidden)
    at::Tensor inverse; ///< (T): 1 / deviation
    at::Tensor mask; ///< (T, maskWords) int64: what dropout kept; undefined without
};

/// LayerNorm(residual + dropout(x + bias)), all (T, hidden), contiguous float32 on the CPU; bias and residual may be
/// undefined.
at::Tensor residualNormForward(const at::Tensor& x, const at::Tensor& bias, const at::Tensor& residual,
                               const at::Tensor& weight, const at::Tensor& shift, double eps, const Dropout& dropout,
                               NormSaved* saved);

struct NormGradients {
    at::Tensor x, residual, bias, weight, shift;
};
NormGradients residualNormBackward(const at::Tensor& gradient, const at::Tensor& weight, const NormSaved& saved,
                                   float scale, bool hasBias);

/// x / √(mean x² + eps) · weight (Zhang & Sennrich 2019) of (T, hidden), contiguous float32 on the CPU; `factors` (T) is
/// filled for backward where given.
at::Tensor rmsNormForward(const at::Tensor& x, const at::Tensor& weight, double eps, at::Tensor* factors);

/// The gradients of x and weight.
std::pair<at::Tensor, at::Tensor> rmsNormBackward(const at::Tensor& gradient, const at::Tensor& x,
                                                  const at::Tensor& weight, const at::Tensor& factors);

}
