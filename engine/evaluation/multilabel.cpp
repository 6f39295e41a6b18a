// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/multilabel.h"

#include "engine/base/error.h"

namespace espalier {
namespace {

struct Counts {
    std::int64_t right = 0, wrong = 0; ///< of rows that have the label in truth, in the answer, or in both
    double f1() const {
        return right + wrong ? 2.0 * static_cast<double>(right) / static_cast<double>(2 * right + wrong) : 0;
    }
};

}

Metrics multilabelMetrics(const std::vector<std::string>& labels, const LabelRows& truth, const LabelRows& predicted) {
    if (truth.size() != predicted.size()) fail(ErrorKind::Failed, "there are not as many answers as true rows");
    std::vector<Counts> counts(labels.size());
    std::int64_t wholeRows = 0;
    for (std::size_t row = 0; row < truth.size(); ++row) {
        if (truth[row].size() != labels.size() || predicted[row].size() != labels.size())
            fail(ErrorKind::Failed, "a row has not as many answers as there are labels");
        wholeRows += truth[row] == predicted[row];
        for (std::size_t label = 0; label < labels.size(); ++label) {
            counts[label].right += truth[row][label] && predicted[row][label];
            counts[label].wrong += truth[row][label] != predicted[row][label];
        }
    }
    Metrics metrics;
    Counts all;
    double sum = 0;
    for (std::size_t label = 0; label < labels.size(); ++label) {
        all.right += counts[label].right;
        all.wrong += counts[label].wrong;
        sum += metrics["f1." + labels[label]] = counts[label].f1();
    }
    const auto share = [](auto part, auto whole) { return whole ? static_cast<double>(part) / static_cast<double>(whole) : 0; };
    metrics["f1_micro"] = all.f1();
    metrics["f1_macro"] = labels.empty() ? 0 : sum / static_cast<double>(labels.size());
    metrics["accuracy"] = share(wholeRows, truth.size());
    metrics["hamming"] = share(all.wrong, truth.size() * labels.size());
    return metrics;
}

}
