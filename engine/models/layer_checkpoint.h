// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/model.h"
#include "engine/nn/checkpoint.h"

namespace espalier {

/// layer(inputs), or, where the options ask for it, its checkpoint: computed again going backward, with the dropout of
/// the first time. `number` tells the pass's layers apart; `extensions`: the model's pass().
at::Tensor computeLayer(nn::Recomputable layer, const std::vector<at::Tensor>& inputs, const ForwardOptions& options,
                        const std::shared_ptr<nn::Pass>& extensions, int number);

}
