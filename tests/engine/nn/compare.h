// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/sequences.h"

#include <ATen/core/Tensor.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace espalier::test {

/// Where sequences of these lengths begin and end in a packed stream.
nn::Offsets offsetsOf(const std::vector<std::int32_t>& lengths);

at::Tensor randomTensor(at::IntArrayRef shape, std::uint64_t seed, double scale = 1);

/// Computes f in float32 (our kernels) and in double (ATen's operators), from the same inputs and the same random
/// output gradient, and compares outputs and the gradients of all inputs.
void compareWithDouble(const std::vector<at::Tensor>& inputs,
                       const std::function<at::Tensor(const std::vector<at::Tensor>&)>& f, double tolerance = 2e-5);

/// Runs the body with each table of kernels.
void withEachTable(const std::function<void()>& body);

}
