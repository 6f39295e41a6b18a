// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace espalier::nn {

/// x / √(mean x² + eps) · weight over the last dimension (Zhang & Sennrich 2019).
struct RmsNorm {
    at::Tensor weight; ///< (hidden)
    double eps = 1e-6;
};

/// Of (T, hidden).
at::Tensor rmsNorm(const at::Tensor& x, const RmsNorm& norm);

}
