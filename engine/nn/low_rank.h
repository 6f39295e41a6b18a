// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace espalier::nn {

/// y, into which scale·(x·Aᵀ)·Bᵀ was added at the columns from `first` on: x (n, in), a (rank, in), b (out, rank).
/// Writes into y and returns it, so that a frozen product and its update share one tensor.
at::Tensor addLowRank(const at::Tensor& y, const at::Tensor& x, const at::Tensor& a, const at::Tensor& b, double scale,
                      std::int64_t first);

/// y with the columns from `first` on replaced by `part`.
at::Tensor replaceColumns(const at::Tensor& y, const at::Tensor& part, std::int64_t first);

}
