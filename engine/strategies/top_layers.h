// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// The top `layers` layers learn, and the head with its pooler; what is below stays as it is (Lee, Tang & Lin 2019).
class TopLayersStrategy final : public Strategy {
protected:
    std::vector<ParameterGroup> choose(Model& model, const Recipe& recipe) const override;
};

}
