// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/extension.h"

namespace espalier {

/// What LoRA and DoRA put beside a layer.
struct LowRank {
    at::Tensor a, b; ///< (rank, in), (out, rank)
    at::Tensor magnitude; ///< (out), of DoRA; undefined: LoRA
    double scale = 1;
    double dropout = 0; ///< on what goes through the thin matrices
};

/// scale·B·A, (out, in).
at::Tensor deltaOf(const LowRank& lowRank);
/// Length of each row of W + scale·B·A: what DoRA's magnitude starts from.
at::Tensor rowNorms(const nn::LinearSlot& slot, const LowRank& lowRank);

/// Puts it beside the layer of `slot`.
std::shared_ptr<const nn::LinearExtension> makeLowRankExtension(const std::shared_ptr<nn::LinearSlot>& slot,
                                                                LowRank lowRank, std::shared_ptr<const nn::Pass> pass);

}
