// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/run_event.h"

#include <vector>

namespace espalier {

/// Which of the labels apply to each row: 1 or 0, as many a row as there are labels.
using LabelRows = std::vector<std::vector<std::int32_t>>;

/// f1_micro, f1_macro, f1.<label>, accuracy (rows with every label right) and hamming (share of single answers that are
/// wrong), as scikit-learn's with zero_division=0. Throws Exception where the two are not of one shape.
Metrics multilabelMetrics(const std::vector<std::string>& labels, const LabelRows& truth, const LabelRows& predicted);

}
