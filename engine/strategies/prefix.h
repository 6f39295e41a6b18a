// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// In every layer keys and values of their own stand before each text's, and they learn, and the head: as parameters
/// (P-tuning v2, Liu et al. 2022), or made by a small network while training (Li & Liang 2021).
class PrefixStrategy final : public Strategy {
public:
    std::optional<PeftAdapter> peftAdapter(Model& model, const Recipe& recipe) const override;
    bool merges() const override { return false; }
    std::int64_t positionsTaken(const Recipe& recipe) const override;

protected:
    std::vector<ParameterGroup> choose(Model& model, const Recipe& recipe) const override;
};

}
