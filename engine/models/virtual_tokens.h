// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/model.h"

namespace espalier {

/// The batch with a strategy's virtual tokens before each sequence: to be called first in a family's forward passes. As
/// PEFT: they take the first positions and type 0, and a sequence's first token is then a virtual one. The batch itself
/// where there are none. Throws Exception where the positions don't suffice.
PackedBatch withVirtualTokens(const PackedBatch& batch, const VirtualTokens& tokens, const ModelConfig& config);

/// The batch's embedded words, (T, hidden), with the vectors of its virtual tokens at their rows.
at::Tensor withVirtualVectors(const PackedBatch& batch, const at::Tensor& words);

/// Positions as tables and rotations count them: after what stands before a text without a row of its own.
at::Tensor shiftedPositions(const PackedBatch& batch);

/// Where rows of the batch that was given have come to stand, (n) int64.
at::Tensor rowsAmongVirtual(const PackedBatch& batch, const at::Tensor& rows);

/// The rows of (T, n) that stand for tokens.
at::Tensor withoutVirtualTokens(const PackedBatch& batch, const at::Tensor& rows);

}
