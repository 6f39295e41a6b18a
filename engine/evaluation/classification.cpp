// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/metrics.h"

#include <cmath>

namespace espalier {
namespace {

/// a / b, 0 where there is nothing to divide by (scikit-learn's zero_division=0).
double ratio(double a, double b) {
    return b > 0 ? a / b : 0;
}

/// Row sums, column sums and diagonal of a confusion matrix.
struct Totals {
    std::vector<double> truth, predicted, correct;
    double samples = 0, right = 0;

    explicit Totals(const ConfusionMatrix& confusion)
        : truth(confusion.labels.size()), predicted(confusion.labels.size()), correct(confusion.labels.size()) {
        for (std::size_t row = 0; row < truth.size(); ++row) {
            for (std::size_t column = 0; column < truth.size(); ++column) {
                const auto count = static_cast<double>(confusion.at(row, column));
                truth[row] += count;
                predicted[column] += count;
                samples += count;
            }
            correct[row] = static_cast<double>(confusion.at(row, row));
            right += correct[row];
        }
    }
};

/// Matthews' coefficient for any number of classes (Gorodkin 2004).
double matthews(const Totals& totals) {
    double crossed = 0, truthSquares = 0, predictedSquares = 0;
    for (std::size_t i = 0; i < totals.truth.size(); ++i) {
        crossed += totals.truth[i] * totals.predicted[i];
        truthSquares += totals.truth[i] * totals.truth[i];
        predictedSquares += totals.predicted[i] * totals.predicted[i];
    }
    const double all = totals.samples * totals.samples;
    return ratio(totals.right * totals.samples - crossed, std::sqrt((all - truthSquares) * (all - predictedSquares)));
}

}

ConfusionMatrix confusionMatrix(const std::vector<std::string>& labels, const std::vector<std::int32_t>& truth,
                                const std::vector<std::int32_t>& predicted) {
    if (truth.size() != predicted.size())
        fail(ErrorKind::Failed,
             std::to_string(truth.size()) + " labels but " + std::to_string(predicted.size()) + " predictions");
    ConfusionMatrix confusion {labels, std::vector<std::int64_t>(labels.size() * labels.size())};
    const auto index = [&](std::int32_t id) {
        if (id < 0 || static_cast<std::size_t>(id) >= labels.size())
            failBadInput("class " + std::to_string(id) + " is not one of the " + std::to_string(labels.size())
                         + " there are");
        return static_cast<std::size_t>(id);
    };
    for (std::size_t i = 0; i < truth.size(); ++i)
        ++confusion.counts[index(truth[i]) * labels.size() + index(predicted[i])];
    return confusion;
}

Metrics classificationMetrics(const ConfusionMatrix& confusion) {
    const Totals totals(confusion);
    const auto classes = static_cast<double>(confusion.labels.size());
    Metrics metrics;
    double f1Sum = 0, f1Weighted = 0, precisionSum = 0, recallSum = 0;
    for (std::size_t i = 0; i < confusion.labels.size(); ++i) {
        const double f1 = ratio(2 * totals.correct[i], totals.truth[i] + totals.predicted[i]);
        f1Sum += f1;
        f1Weighted += f1 * totals.truth[i];
        precisionSum += ratio(totals.correct[i], totals.predicted[i]);
        recallSum += ratio(totals.correct[i], totals.truth[i]);
        metrics["f1." + confusion.labels[i]] = f1;
    }
    metrics["accuracy"] = ratio(totals.right, totals.samples);
    metrics["f1_macro"] = ratio(f1Sum, classes);
    metrics["f1_weighted"] = ratio(f1Weighted, totals.samples);
    metrics["precision_macro"] = ratio(precisionSum, classes);
    metrics["recall_macro"] = ratio(recallSum, classes);
    metrics["mcc"] = matthews(totals);
    return metrics;
}

}
