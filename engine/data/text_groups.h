// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/schema.h"

#include <cstdint>
#include <vector>

namespace espalier {

/// For each example the first one with the same text and pair (as textKey compares them). An empty text equals nothing.
std::vector<std::int64_t> equalTextGroups(const std::vector<Example>& examples);

/// For each text the earlier one kept that shares ≥ 90 % of its word 3-shingles, else itself. Kept texts never resemble
/// each other; a text that is not asked for (`wanted` false) stays by itself. By MinHash with banding (Broder 1997;
/// Leskovec et al., Mining of Massive Datasets, ch. 3), each candidate checked by its true Jaccard index.
std::vector<std::int64_t> nearTextLeaders(const std::vector<Example>& examples, const std::vector<bool>& wanted);

}
