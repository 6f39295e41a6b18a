// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/engine/training/training_support.h"

namespace espalier::testing {

Recipe recipeOf(const std::string& kind, std::map<std::string, double> settings = {},
                std::map<std::string, std::string> texts = {});

/// Names of the parameters that learn.
std::vector<std::string> learning(Model& model);

const nn::Parameter& parameterNamed(Model& model, const std::string& name);

/// Logits of some rows of the tiny model's training data, without dropout: (4, 2).
at::Tensor someLogits(Model& model);

/// Moves every inserted parameter and the head, so that they make a difference: deterministic, up to `size` each.
void shake(Model& model, double size = 0.3);

}
