// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/model.h"

namespace espalier {

/// The batch with a strategy's virtual tokens before each sequence: to be called first in a family's forward passes. As
/// PEFT: they take the first positions and type 0, and a sequence's first token is then a virtual one. The batch itself
/// where there are none. Throws Exception where the positions don't suffice.
PackedBatch withVirtualTokens(const PackedBatch& batch, const VirtualTokens& tokens, std::int64_t maxPositions);

/// The rows of (T, n) that stand for tokens.
at::Tensor withoutVirtualTokens(const PackedBatch& batch, const at::Tensor& rows);

}
