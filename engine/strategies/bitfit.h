// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// Biases, those of norms included, and the head learn (Ben Zaken, Ravfogel & Goldberg 2022).
class BitFitStrategy final : public Strategy {
protected:
    std::vector<ParameterGroup> choose(Model& model, const Recipe& recipe) const override;
};

}
