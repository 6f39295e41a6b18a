// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// Bottlenecks between the layers learn, and the head: after both halves of a layer (Houlsby et al. 2019), after the
/// feed-forward half alone (Pfeiffer et al. 2021), or beside it (He et al. 2022).
class AdapterStrategy final : public Strategy {
public:
    bool merges() const override { return false; }

protected:
    std::vector<ParameterGroup> choose(Model& model, const Recipe& recipe) const override;
};

}
