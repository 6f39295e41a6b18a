// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// A few vectors before the embeddings of each text learn, and the head (Lester, Al-Rfou & Constant 2021).
class PromptStrategy final : public Strategy {
public:
    std::optional<PeftAdapter> peftAdapter(Model& model, const Recipe& recipe) const override;
    bool merges() const override { return false; }
    std::int64_t positionsTaken(const Recipe& recipe) const override;

protected:
    std::vector<ParameterGroup> choose(Model& model, const Recipe& recipe) const override;
};

}
