// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/recipe.h"

namespace espalier {

/// EvaluationEvent::split of the forgetting meter, and what its metrics begin with.
inline constexpr const char* kGeneralSplit = "general";

/// In a run's model folder, where each further task has a model folder of its own.
inline constexpr const char* kTasksFolder = "tasks";

/// What the further tasks of a recipe are called in events, metrics and folders: after their data, each name once.
std::vector<std::string> furtherTaskNames(const Recipe& recipe);

/// The recipe of a further task as if it was a run's only one; what is said of training stays.
Recipe furtherRecipe(const Recipe& recipe, std::size_t index);

/// How tasks can be sampled.
const std::vector<std::string>& samplingNames();

}
