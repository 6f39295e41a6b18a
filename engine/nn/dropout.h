// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/dropout.h"

#include <ATen/core/Tensor.h>

namespace espalier::nn {

/// x with elements dropped and the rest scaled up, for (rows, columns). Off the CPU the device's own generator draws.
at::Tensor drop(const at::Tensor& x, const kernels::Dropout& dropout);

/// Off the CPU: makes what the device draws from now on a function of (seed, step), as our own masks are.
void seedGenerator(const c10::Device& device, std::uint64_t seed, std::uint64_t step);

/// The factors (0 or scale) as a tensor like x, for the paths that are not fused.
at::Tensor dropoutFactors(const kernels::Dropout& dropout, std::int64_t rows, std::int64_t columns,
                          const at::TensorOptions& options);

}
