// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/compute/compute.h"
#include "engine/tasks/task.h"

namespace espalier {

/// Results in the order of the rows, as callers without LibTorch read them.
std::vector<RowPrediction> toPredictions(const std::vector<RowResult>& rows, const Task& task);

}
