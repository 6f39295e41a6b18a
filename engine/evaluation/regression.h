// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/run_event.h"

#include <vector>

namespace espalier {

/// mse, mae and r2 as scikit-learn's, pearson and spearman (ties share their mean rank) as SciPy's; a correlation is 0
/// where either side never varies. Throws Exception where the two are not as long.
Metrics regressionMetrics(const std::vector<double>& truth, const std::vector<double>& predicted);

}
