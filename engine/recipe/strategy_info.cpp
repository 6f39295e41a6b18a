// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/strategy_info.h"

#include "engine/recipe/strategy_entries.h"

#include <algorithm>

namespace espalier {

const std::vector<StrategyInfo>& strategyInfos() {
    // Each of them once; whole weights first, then what is inserted.
    static const std::vector<StrategyInfo> infos {
        fullInfo(), frozenInfo(), topLayersInfo(), discriminativeInfo(), gradualInfo(), loraInfo(),
        ia3Info(),  bitFitInfo(), adapterInfo(),   promptInfo(),         prefixInfo(),  scratchInfo(),
    };
    return infos;
}

const StrategyInfo* findStrategyInfo(const std::string& kind) {
    const auto& infos = strategyInfos();
    auto found = std::find_if(infos.begin(), infos.end(), [&](const StrategyInfo& info) { return info.kind == kind; });
    return found == infos.end() ? nullptr : &*found;
}

const SettingInfo* findSetting(const StrategyInfo& info, const std::string& name) {
    for (const SettingInfo& setting : info.settings)
        if (setting.field == "strategy." + name) return &setting;
    return nullptr;
}

const TextSettingInfo* findTextSetting(const StrategyInfo& info, const std::string& name) {
    for (const TextSettingInfo& setting : info.texts)
        if (setting.field == "strategy." + name) return &setting;
    return nullptr;
}

}
