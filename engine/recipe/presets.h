// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/recipe.h"

namespace espalier {

/// Several settings of a recipe that belong together, under one name.
struct Preset {
    std::string name, title, explanation, paper;
    void (*apply)(Recipe& recipe);
};
const std::vector<Preset>& presets();

/// Lays a preset over a recipe; error (lists those there are) where there is none of that name.
Status applyPreset(Recipe& recipe, const std::string& name);

}
