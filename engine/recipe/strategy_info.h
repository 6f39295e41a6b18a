// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/recipe.h"

namespace espalier {

/// What a strategy is, for cards, help and validation; the training side of it lives in engine/strategies.
struct StrategyInfo {
    std::string kind;               ///< full, frozen, discriminative
    std::string title;              ///< "Full"
    std::string summary;            ///< "every weight learns"
    std::string explanation;        ///< two sentences and the formula
    std::string paper;              ///< "Howard & Ruder 2018"
    double standardLearningRate;
    std::vector<SettingInfo> settings;
};
const std::vector<StrategyInfo>& strategyInfos();
/// nullptr where there is no such kind.
const StrategyInfo* findStrategyInfo(const std::string& kind);

}
