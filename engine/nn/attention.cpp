// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/attention.h"

#include "engine/nn/padded_attention.h"

namespace espalier::nn {

at::Tensor attention(const AttentionInputs& inputs) { return paddedAttention(inputs); }

}
