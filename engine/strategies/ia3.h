// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// A factor for each output of the targeted layers learns, or for each input where they are feed-forward ones, and the
/// head (Liu et al. 2022).
class Ia3Strategy final : public Strategy {
public:
    std::optional<PeftAdapter> peftAdapter(Model& model, const Recipe& recipe) const override;

protected:
    std::vector<ParameterGroup> choose(Model& model, const Recipe& recipe) const override;
};

}
