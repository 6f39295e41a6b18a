// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/strategy_info.h"

#include <algorithm>

namespace espalier {

const std::vector<StrategyInfo>& strategyInfos() {
    static const std::vector<StrategyInfo> infos {
        {"full",
         "Full",
         "every weight learns",
         "Every weight starts where pretraining left it and moves with the same learning rate: θ ← θ − η·∇L(θ). This "
         "usually "
         "reaches the best score, costs the most time and memory, and with few texts may forget what the model knew.",
         "Devlin et al. 2019",
         5e-5,
         {}},
        {"frozen",
         "Frozen features",
         "only the new head learns",
         "The pretrained model f stays as it is and turns each text into features h = f(x) once; only the head on top "
         "is "
         "trained, y = softmax(W·h + b). Many times faster and nothing is forgotten, but the features can't adapt to "
         "your texts.",
         "Peters, Ruder & Smith 2019",
         1e-3,
         {}},
        {"discriminative",
         "Discriminative rates",
         "lower layers learn more slowly",
         "Every weight learns, but each layer's rate is the one above times the decay ξ: ηₗ = η·ξ^(L+1−l), with the "
         "head at η "
         "and the embeddings slowest. Lower layers hold what all texts share, so they are moved least.",
         "Howard & Ruder 2018",
         1e-4,
         {{"strategy.decay", 0.1, 1, 0.7, 0.95, 0.8,
           "How much slower each layer learns than the one above it; 1 is the same rate everywhere."}}},
    };
    return infos;
}

const StrategyInfo* findStrategyInfo(const std::string& kind) {
    const auto& infos = strategyInfos();
    auto found = std::find_if(infos.begin(), infos.end(), [&](const StrategyInfo& info) { return info.kind == kind; });
    return found == infos.end() ? nullptr : &*found;
}

}
