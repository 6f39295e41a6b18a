// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/schema.h"

namespace espalier {

/// The part, 1 … folds, that each example validates in a cross-validation, drawn from the seed: parts of equal size, labels
/// shared out evenly where `stratified`, the same texts (case folded) in one part. Error where a part would be empty.
Result<std::vector<std::int64_t>> foldsOf(const std::vector<Example>& examples, std::int64_t folds, std::uint64_t seed, bool stratified);

}
