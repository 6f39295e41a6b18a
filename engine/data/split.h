// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/findings.h"

namespace espalier {

struct SplitOptions {
    double train = 0.8, validation = 0.1, test = 0.1;   ///< shares; they must add up to 1
    std::uint64_t seed = 0;
    bool stratified = true;     ///< keep every label's share in each part
};

/// A part for each example, drawn from the seed; the same texts (case folded) always land in the same part.
/// Errors: shares negative or not adding up to 1, or a part that would be empty.
Result<std::vector<Split>> splitExamples(const std::vector<Example>& examples, const SplitOptions& options);

/// Parses "0.8,0.1,0.1" (two numbers: train and validation).
Result<SplitOptions> parseShares(const std::string& text);

}
