// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/dropout.h"
#include "engine/nn/extension.h"

namespace espalier::nn {

/// (x − mean) / √(variance + eps) · weight + bias over the last dimension (Ba et al. 2016).
struct LayerNorm {
    at::Tensor weight, bias; ///< (hidden)
    double eps = 1e-12;
    std::shared_ptr<SublayerSlot> slot {}; ///< where it ends a sub-layer by residualNorm()
};

at::Tensor layerNorm(const at::Tensor& x, const LayerNorm& norm);

/// LayerNorm(residual + dropout(x + bias)): what ends each half of a post-norm layer. All (T, hidden). An extension in
/// the norm's slot sees dropout(x + bias) first.
at::Tensor residualNorm(const at::Tensor& x, const at::Tensor& bias, const at::Tensor& residual, const LayerNorm& norm,
                        const kernels::Dropout& dropout);

}
