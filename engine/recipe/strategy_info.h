// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/recipe.h"

namespace espalier {

/// How a part of the model learns, for a drawing of its layers.
enum class Learning {
    Frozen,
    Full, ///< at the recipe's rate
    Slower, ///< the lower, the more slowly
    Later, ///< the lower, the later
    Partly, ///< some of its weights: biases
    Fresh, ///< from drawn weights
};

/// What a strategy adds to the model, and where a drawing shows it.
enum class Insertion {
    None,
    BesideWeights, ///< a low-rank path beside each targeted layer
    Scales, ///< a factor for each output of a targeted layer
    AfterSublayers, ///< a bottleneck after attention and feed-forward
    BeforeTokens, ///< vectors before each text
    BeforeKeys, ///< keys and values before each text's, in every layer
};

struct StrategyDrawing {
    Learning embeddings = Learning::Frozen, lowerLayers = Learning::Frozen, topLayers = Learning::Frozen;
    Insertion insertion = Insertion::None;
};

/// What a strategy is, for cards, help and validation; the training side of it lives in engine/strategies.
struct StrategyInfo {
    std::string kind; ///< full, frozen, lora …
    std::string title; ///< "Full"
    std::string summary; ///< "every weight learns"
    std::string explanation; ///< two sentences and the formula
    std::string paper; ///< "Howard & Ruder 2018"
    double standardLearningRate;
    StrategyDrawing drawing; ///< the head always learns
    std::vector<SettingInfo> settings {};
    std::vector<TextSettingInfo> texts {};
};
const std::vector<StrategyInfo>& strategyInfos();
/// nullptr where there is no such kind.
const StrategyInfo* findStrategyInfo(const std::string& kind);
/// nullptr where the strategy has no such setting; `name` is without "strategy.".
const SettingInfo* findSetting(const StrategyInfo& info, const std::string& name);
const TextSettingInfo* findTextSetting(const StrategyInfo& info, const std::string& name);

}
