// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// Every weight is drawn anew, as the head is, and learns: the comparison that shows what pretraining is worth.
class ScratchStrategy final : public Strategy {
protected:
    std::vector<ParameterGroup> choose(Model& model, const Recipe& recipe) const override;
};

}
