// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace espalier::nn {

/// A language-model head before it computes: its logits, states·tableᵀ + bias, are (n, vocabulary) and never held whole.
struct WordHead {
    at::Tensor states; ///< (n, hidden)
    at::Tensor table; ///< (vocabulary, hidden)
    at::Tensor bias {}; ///< (vocabulary); undefined: none
};

/// Sum of the cross-entropies of `targets` (n) int64. Some hundred rows at a time are computed and, where something
/// learns, their gradients at once, so that memory does not grow with n × vocabulary (Hsu et al. 2024, Liger kernels).
at::Tensor wordLossSum(const WordHead& head, const at::Tensor& targets);

/// Of each row its loss and the likeliest word.
struct WordScores {
    at::Tensor losses; ///< (n) float32, on the CPU
    at::Tensor predicted; ///< (n) int64, on the CPU
};
/// The same pass without gradients.
WordScores scoreWords(const WordHead& head, const at::Tensor& targets);

}
