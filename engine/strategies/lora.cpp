// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/lora.h"

#include "engine/strategies/drawing.h"
#include "engine/strategies/grouping.h"
#include "engine/strategies/inserted.h"
#include "engine/strategies/low_rank_extension.h"
#include "engine/strategies/peft_adapter.h"
#include "engine/strategies/targets.h"

#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>

namespace espalier {
namespace {

std::vector<std::string> targetsOf(const Model& model, const Recipe& recipe) {
    const auto named = namesOf(strategyText(recipe, "targets"));
    return named.empty() ? standardLoraTargets(model.config()) : named;
}

double scaleOf(const Recipe& recipe) {
    const double rank = strategySetting(recipe, "rank");
    return strategySetting(recipe, "alpha") / (strategySetting(recipe, "rslora") > 0 ? std::sqrt(rank) : rank);
}

/// What learns of one layer: A and the magnitude at the usual rate, B perhaps at another.
struct Inserted {
    nn::ParameterList a, b;
};

void insertBeside(Model& model, std::size_t layer, const Recipe& recipe, Inserted& inserted) {
    const std::shared_ptr<nn::LinearSlot> slot = model.parameters()[layer].linear;
    const std::string name = layerName(model.parameters()[layer]) + ".lora_";
    const auto rank = static_cast<std::int64_t>(strategySetting(recipe, "rank"));
    LowRank lowRank {.scale = scaleOf(recipe), .dropout = strategySetting(recipe, "dropout")};
    const at::Tensor drawn = drawUniform(name + "A.weight", {rank, slot->inputs()}, recipe.training.seed);
    inserted.a.push_back(insertParameter(model, name + "A.weight", drawn, layer));
    lowRank.a = inserted.a.back().value;
    inserted.b.push_back(
        insertParameter(model, name + "B.weight", at::zeros({slot->outputs(), rank}, drawn.options()), layer));
    lowRank.b = inserted.b.back().value;
    if (strategySetting(recipe, "dora") > 0) {
        inserted.a.push_back(insertParameter(model, name + "magnitude_vector", rowNorms(*slot, lowRank), layer));
        lowRank.magnitude = inserted.a.back().value;
    }
    slot->extension = makeLowRankExtension(slot, lowRank, model.pass());
}

}

std::vector<ParameterGroup> LoraStrategy::choose(Model& model, const Recipe& recipe) const {
    Inserted inserted;
    for (const std::size_t layer : targetedLayers(model, targetsOf(model, recipe)))
        insertBeside(model, layer, recipe, inserted);
    std::vector<ParameterGroup> groups;
    const double decay = recipe.training.weightDecay;
    addGroups(groups, headParameters(model), 1, decay);
    addGroups(groups, inserted.a, 1, decay);
    addGroups(groups, inserted.b, strategySetting(recipe, "b_rate"), decay);
    return groups;
}

std::optional<PeftAdapter> LoraStrategy::peftAdapter(Model& model, const Recipe& recipe) const {
    const auto rank = static_cast<std::int64_t>(strategySetting(recipe, "rank"));
    std::vector<std::string> targets = targetsOf(model, recipe);
    // The very layers, so that no other reading of the word is possible.
    if (std::find(targets.begin(), targets.end(), kAllLinear) != targets.end()) {
        targets.clear();
        for (const std::size_t layer : targetedLayers(model, {kAllLinear}))
            targets.push_back(layerName(model.parameters()[layer]));
    }
    PeftAdapter adapter = peftAdapterOf(model, "LORA");
    adapter.config["r"] = rank;
    adapter.config["lora_alpha"] = strategySetting(recipe, "alpha");
    adapter.config["lora_dropout"] = strategySetting(recipe, "dropout");
    adapter.config["use_rslora"] = strategySetting(recipe, "rslora") > 0;
    adapter.config["use_dora"] = strategySetting(recipe, "dora") > 0;
    adapter.config["target_modules"] = targets;
    adapter.config["fan_in_fan_out"] = model.config().family == "gpt2";
    adapter.config["bias"] = "none";
    return adapter;
}

}
