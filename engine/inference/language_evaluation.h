// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/schema.h"
#include "engine/training/evaluator.h"

#include <filesystem>

namespace espalier {

/// Measures a language model on examples, by the task that its head is for. Calls `step(rows done)` between batches;
/// where that says no, throws Interrupted. Throws Exception for whatever can't be used.
Evaluation evaluateLanguageModel(const std::filesystem::path& folder, const c10::Device& device,
                                 const std::vector<Example>& examples, int threads,
                                 const std::function<bool(std::int64_t done)>& step);

}
