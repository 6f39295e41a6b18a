// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/row_predictions.h"

#include "engine/tasks/tokens.h"

#include <algorithm>

namespace espalier {
namespace {

RowPrediction ofEntities(std::int64_t place, const RowResult& row, const std::vector<std::string>& labels) {
    RowPrediction prediction {.row = place, .score = 1, .trueEntities = entitiesOf(row, labels, true),
                              .predictedEntities = entitiesOf(row, labels, false)};
    for (const auto& decision : row.decisions) prediction.score = std::min(prediction.score, decision.score);
    return prediction;
}

}

std::vector<RowPrediction> toPredictions(const std::vector<RowResult>& rows, const Task& task) {
    std::vector<RowPrediction> predictions;
    if (task.asLanguage()) return predictions; // there are no classes to tell of
    predictions.reserve(rows.size());
    for (const auto& row : rows) {
        const auto place = static_cast<std::int64_t>(predictions.size());
        if (task.isPerToken()) {
            predictions.push_back(ofEntities(place, row, task.labels()));
        } else {
            const Decision decision = row.decisions.empty() ? Decision {} : row.decisions.front();
            predictions.push_back({.row = place, .truth = decision.truth, .predicted = decision.predicted, .score = decision.score});
        }
    }
    return predictions;
}

}
