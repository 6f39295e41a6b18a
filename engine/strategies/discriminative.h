// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// Every weight learns, each layer at `decay` times the rate of the one above it; pooler and head at the full rate
/// (Howard & Ruder 2018, discriminative fine-tuning).
class DiscriminativeStrategy final : public Strategy {
protected:
    std::vector<ParameterGroup> choose(Model& model, const Recipe& recipe) const override;
};

}
