// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// Two thin matrices beside each targeted layer learn, and the head (Hu et al. 2022); with `rslora`, `dora` and
/// `b_rate` its variants of Kalajdzievski 2023, Liu et al. 2024 and Hayou et al. 2024.
class LoraStrategy final : public Strategy {
public:
    std::optional<PeftAdapter> peftAdapter(Model& model, const Recipe& recipe) const override;

protected:
    std::vector<ParameterGroup> choose(Model& model, const Recipe& recipe) const override;
};

}
