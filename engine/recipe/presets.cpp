// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/presets.h"

namespace espalier {
namespace {

/// The fine-tuning of a classifier as published: section 3.3, with the rates' factor of section 3.2.
void applyUlmfit(Recipe& recipe) {
    recipe.strategy = {"gradual", {{"decay", 1 / 2.6}}, {}};
    recipe.training.schedule = "slanted";
    recipe.training.warmupRatio = 0.1;
}

}

const std::vector<Preset>& presets() {
    static const std::vector<Preset> all {
        {"ulmfit", "ULMFiT",
         "Gradual unfreezing, each layer 2.6 times slower than the one above it, and a learning rate that rises over a "
         "tenth of the run and falls over the rest.",
         "Howard & Ruder 2018", applyUlmfit},
    };
    return all;
}

Status applyPreset(Recipe& recipe, const std::string& name) {
    std::string known;
    for (const Preset& preset : presets()) {
        if (preset.name == name) {
            preset.apply(recipe);
            return Done {};
        }
        known += (known.empty() ? "" : ", ") + preset.name;
    }
    return Error {ErrorKind::BadInput, "there is no preset " + name, "preset", "use one of " + known};
}

}
