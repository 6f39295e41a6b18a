// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/row_predictions.h"

#include "engine/tasks/questions.h"
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

RowPrediction ofLabels(std::int64_t place, const RowResult& row) {
    RowPrediction prediction {.row = place, .score = 1};
    for (std::size_t label = 0; label < row.decisions.size(); ++label) {
        const Decision& decision = row.decisions[label];
        if (decision.truth) prediction.trueLabels.push_back(static_cast<std::int32_t>(label));
        if (decision.predicted) prediction.predictedLabels.push_back(static_cast<std::int32_t>(label));
        prediction.score = std::min(prediction.score, std::max(decision.score, 1 - decision.score));
    }
    return prediction;
}

/// Windows → what was answered to each question.
std::vector<RowPrediction> ofQuestions(const std::vector<RowResult>& windows, const Questions& task) {
    std::vector<RowPrediction> predictions;
    for (const FoundSpan& found : task.answers(windows)) {
        RowPrediction prediction {.row = std::ssize(predictions), .score = found.score, .trueAnswers = task.rightAnswers(found.question)};
        if (!found.text.empty()) prediction.predictedAnswers.push_back({found.start, found.text});
        predictions.push_back(std::move(prediction));
    }
    return predictions;
}

}

std::vector<RowPrediction> toPredictions(const std::vector<RowResult>& rows, const Task& task) {
    std::vector<RowPrediction> predictions;
    if (task.asLanguage()) return predictions; // there are no classes to tell of
    if (const Questions* questions = task.asQuestions()) return ofQuestions(rows, *questions);
    predictions.reserve(rows.size());
    for (const auto& row : rows) {
        const auto place = static_cast<std::int64_t>(predictions.size());
        if (task.isPerToken()) {
            predictions.push_back(ofEntities(place, row, task.labels()));
        } else if (task.kind() == "multilabel") {
            predictions.push_back(ofLabels(place, row));
        } else if (task.kind() == "regression") {
            predictions.push_back({.row = place, .target = row.target, .value = row.value});
        } else {
            const Decision decision = row.decisions.empty() ? Decision {} : row.decisions.front();
            predictions.push_back({.row = place, .truth = decision.truth, .predicted = decision.predicted, .score = decision.score});
        }
    }
    return predictions;
}

}
