// SPDX-License-Identifier: GPL-3.0-or-later
// What the comparisons with ten steps of a reference have in common.
#pragma once

#include "tests/engine/strategies/strategy_support.h"

namespace espalier::testing {

inline constexpr double kTolerance = 1e-4;

std::filesystem::path strategyFixture(const std::string& name);

/// A strategy whose inserted parameters start where those of the reference's case did.
class StartedStrategy final : public Strategy {
public:
    StartedStrategy(const Recipe& recipe, const std::string& name);

protected:
    std::vector<ParameterGroup> choose(Model& model, const Recipe& recipe) const override;

private:
    std::unique_ptr<Strategy> m_inner;
    std::map<std::string, at::Tensor> m_start;
};

/// Everything that learnt is what it is in the reference's case.
void expectSameEnd(Model& model, const std::string& name);

}
