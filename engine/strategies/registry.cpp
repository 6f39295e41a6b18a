// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/adapter.h"
#include "engine/strategies/bitfit.h"
#include "engine/strategies/discriminative.h"
#include "engine/strategies/frozen.h"
#include "engine/strategies/full.h"
#include "engine/strategies/gradual.h"
#include "engine/strategies/ia3.h"
#include "engine/strategies/lora.h"
#include "engine/strategies/prefix.h"
#include "engine/strategies/prompt.h"
#include "engine/strategies/scratch.h"
#include "engine/strategies/top_layers.h"

namespace espalier {
namespace {

template <typename Kind>
std::unique_ptr<Strategy> make() {
    return std::make_unique<Kind>();
}

/// Every strategy there is; a new one is one line here.
const std::map<std::string, std::unique_ptr<Strategy> (*)()>& registry() {
    static const std::map<std::string, std::unique_ptr<Strategy> (*)()> entries {
        {"adapter", make<AdapterStrategy>},
        {"bitfit", make<BitFitStrategy>},
        {"discriminative", make<DiscriminativeStrategy>},
        {"frozen", make<FrozenStrategy>},
        {"full", make<FullStrategy>},
        {"gradual", make<GradualStrategy>},
        {"ia3", make<Ia3Strategy>},
        {"lora", make<LoraStrategy>},
        {"prefix", make<PrefixStrategy>},
        {"prompt", make<PromptStrategy>},
        {"scratch", make<ScratchStrategy>},
        {"top-layers", make<TopLayersStrategy>},
    };
    return entries;
}

}

Result<std::unique_ptr<Strategy>> makeStrategy(const Recipe& recipe) {
    const auto found = registry().find(recipe.strategy.kind);
    if (found != registry().end()) return found->second();
    std::string known;
    for (const auto& [kind, unused] : registry())
        known += (known.empty() ? "" : ", ") + kind;
    return Error {ErrorKind::BadInput, "unknown strategy '" + recipe.strategy.kind + "'", "strategy.kind",
                  "use one of " + known};
}

}
