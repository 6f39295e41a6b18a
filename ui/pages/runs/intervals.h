// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <map>
#include <vector>

namespace espalier {

/// 95 % intervals of the runs' accuracy, from their predictions; 0…0 where a run has none.
Result<std::map<std::int64_t, Interval>> accuracyIntervals(Workspace& workspace, const std::vector<std::int64_t>& runs);

/// The comparison of several runs; of a single one, its interval alone.
Result<RunComparison> compareRuns(Workspace& workspace, const std::vector<RunRecord>& runs);

}
