// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// The head learns first; at each stage the next layer down joins, the embeddings last (Howard & Ruder 2018). With
/// `decay` below 1 each layer also learns more slowly than the one above it, as ULMFiT does.
class GradualStrategy final : public Strategy {
protected:
    std::vector<ParameterGroup> choose(Model& model, const Recipe& recipe) const override;
};

}
