// SPDX-License-Identifier: GPL-3.0-or-later
// What strategy_info.cpp lists; one function a strategy.
#pragma once

#include "engine/recipe/strategy_info.h"

namespace espalier {

// strategy_entries.cpp: weights that are there already learn.
StrategyInfo fullInfo();
StrategyInfo frozenInfo();
StrategyInfo topLayersInfo();
StrategyInfo discriminativeInfo();
StrategyInfo gradualInfo();
StrategyInfo bitFitInfo();
StrategyInfo scratchInfo();

// inserted_entries.cpp: something small is put in and learns.
StrategyInfo loraInfo();
StrategyInfo ia3Info();
StrategyInfo adapterInfo();
StrategyInfo promptInfo();
StrategyInfo prefixInfo();

}
