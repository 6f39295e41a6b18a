// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/recipe.h"

namespace espalier {

/// True where one of the recipe's tasks has a use for a setting (heedsSetting()).
bool anyTaskHeeds(const Recipe& recipe, const std::string& field);

/// What is wrong with further tasks and with general text; one of validate()'s checks.
std::vector<RecipeFinding> findingsOfFurtherTasks(const Recipe& recipe);

}
