// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace espalier::kernels {

/// A matrix with weights of 8 or 4 bits for generation, which is bound by the bytes of weights a token: blocks of 32
/// inputs have a scale each, as llama.cpp's Q8_0 and Q4_0.
struct CompactMatrix {
    at::Tensor weights; ///< (out, bytes) uint8
    at::Tensor scales; ///< (out, blocks)
    int bits = 8;
};

/// The nearest such matrix of (out, in) float32 on the CPU.
CompactMatrix compact(const at::Tensor& weight, int bits);

/// x·Wᵀ for few rows of x, (n, in).
at::Tensor productOfFew(const at::Tensor& x, const CompactMatrix& weight);

}
