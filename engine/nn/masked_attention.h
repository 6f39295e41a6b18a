// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/attention.h"

namespace espalier::nn {

/// attention() with what decoders add to it (causal, shared keys, relative bias) by ATen's operators on padded tensors:
/// any device and type; the reference of the fused kernel's tests.
at::Tensor maskedAttention(const AttentionInputs& inputs);

}
