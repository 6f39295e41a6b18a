// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/compute/compute.h"
#include "engine/tasks/task.h"

namespace espalier {

/// Results in the order of the rows, as callers without LibTorch read them.
inline std::vector<RowPrediction> toPredictions(const std::vector<RowResult>& rows) {
    std::vector<RowPrediction> predictions;
    predictions.reserve(rows.size());
    for (const auto& row : rows) {
        predictions.push_back({static_cast<std::int64_t>(predictions.size()), row.truth, row.predicted, row.score});
    }
    return predictions;
}

}
