// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <string>

namespace espalier {

// Start values of what is inserted, each a function of the seed and its parameter's name alone.

/// N(0, deviation²).
at::Tensor drawNormal(const std::string& name, at::IntArrayRef shape, double deviation, std::uint64_t seed);
/// U(−1/√in, 1/√in), `in` the last dimension: what a fresh nn.Linear of PyTorch has.
at::Tensor drawUniform(const std::string& name, at::IntArrayRef shape, std::uint64_t seed);

}
