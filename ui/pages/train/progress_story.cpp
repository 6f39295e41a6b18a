// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/progress_story.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace espalier {

namespace {

struct Story {
    Q_DECLARE_TR_FUNCTIONS(Story)
};

constexpr std::size_t kFirstLook = 8; ///< fewer steps say nothing
constexpr double kStrength = 0.8;

QString number(double value) {
    return QLocale().toString(value, 'f', 2);
}

bool diverges(const std::vector<double>& raw, const std::vector<double>& smooth) {
    if (!raw.empty() && !std::isfinite(raw.back())) return true;
    if (smooth.size() < kFirstLook) return false;
    const double best = *std::min_element(smooth.begin(), smooth.end());
    // Far above the best and above the start: noise of small batches stays well below that.
    return smooth.back() > 1.5 * best + 0.2 && smooth.back() > 1.1 * smooth.front();
}

/// The evaluation with the lowest loss.
std::size_t bestEvaluation(const Curve& validation) {
    return static_cast<std::size_t>(std::min_element(validation.y.begin(), validation.y.end()) - validation.y.begin());
}

bool memorises(const RunCurves& curves, const std::vector<double>& smooth) {
    const Curve& validation = curves.validationLoss;
    if (validation.size() < 2) return false;
    const std::size_t best = bestEvaluation(validation);
    if (best + 1 == validation.size() || validation.y.back() < validation.y[best] * 1.02 + 0.005) return false;
    // Training must have gone on falling since then.
    const auto at = std::lower_bound(curves.training.x.begin(), curves.training.x.end(), validation.x[best]);
    if (at == curves.training.x.end()) return false;
    return smooth.back() < smooth[static_cast<std::size_t>(at - curves.training.x.begin())];
}

bool learnsNothing(const RunCurves& curves, const std::vector<double>& smooth) {
    const double planned = curves.started ? static_cast<double>(curves.started->steps) : 0;
    if (curves.training.x.back() < std::max(30.0, 0.15 * planned)) return false;
    // The mean of the first steps: a single one of a small batch may lie far off.
    const auto& loss = curves.training.y;
    const auto first = loss.begin() + std::min<std::ptrdiff_t>(10, std::ssize(loss));
    const double start = std::accumulate(loss.begin(), first, 0.0) / static_cast<double>(first - loss.begin());
    return smooth.back() > 0.97 * start;
}

bool levelledOff(const std::vector<double>& smooth) {
    if (smooth.size() < 60) return false;
    const double before = smooth[smooth.size() * 2 / 3], gained = before - smooth.back();
    return std::abs(gained) < 0.02 * std::max(before, 1e-9);
}

QString startingText(const RunCurves& curves) {
    if (curves.training.empty() && curves.started && curves.started->strategy == "frozen")
        return Story::tr(
            "the model reads every text once and keeps what it makes of it; the steps come after that, and "
            "are fast.");
    if (curves.training.empty()) return Story::tr("the model is being loaded and the texts are turned into tokens.");
    if (!curves.samples.empty()) // it writes
        return Story::tr("the first steps. The loss says how surprised the model is by the next word; it falls as these texts "
                         "become familiar.");
    return Story::tr("the first steps. The new head starts out guessing, so the loss begins near that of a coin and "
                     "should soon fall.");
}

QString learningText(const RunCurves& curves) {
    const Curve& validation = curves.validationLoss;
    if (validation.empty())
        return Story::tr("the training loss is falling (now %1). The first orange dot, at the next evaluation, will "
                         "show whether that carries over to new texts.")
            .arg(number(curves.training.y.back()));
    if (validation.size() == 1)
        return Story::tr("the training loss is falling, and the first look at new texts gives a loss of %1. If the "
                         "orange curve turned up while the blue one fell, it would be memorising.")
            .arg(number(validation.y.back()));
    return Story::tr("both curves still fall together, so the model is learning what carries over to new texts. If the "
                     "orange one turned up while the blue fell, it would be memorising.");
}

}

std::vector<double> smoothed(const std::vector<double>& values, double strength) {
    std::vector<double> result(values.size());
    double average = 0, weight = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        average = strength * average + (1 - strength) * values[i];
        weight = strength * weight + (1 - strength);
        result[i] = average / weight;
    }
    return result;
}

ProgressStory describeProgress(const RunCurves& curves) {
    const std::vector<double> smooth = smoothed(curves.training.y, kStrength);
    if (diverges(curves.training.y, smooth))
        return {Mood::Diverging,
                Story::tr("the loss is rising instead of falling: the steps are too large. Stop, and start again with "
                          "a learning rate three to ten times smaller, or a longer warm-up.")};
    if (smooth.size() < kFirstLook) return {Mood::Starting, startingText(curves)};
    if (memorises(curves, smooth)) {
        const QString step = QLocale().toString(curves.validationLoss.x[bestEvaluation(curves.validationLoss)], 'f', 0);
        return {Mood::Memorising,
                Story::tr(
                    "the loss on new texts has been rising since step %1 while that on training texts falls: the model "
                    "is memorising. The best step is kept; more texts, fewer epochs or a smaller learning rate help.")
                    .arg(step)};
    }
    if (learnsNothing(curves, smooth))
        return {Mood::NotLearning,
                Story::tr("the loss has hardly moved so far (%1). If it stays there: raise the learning rate, let more "
                          "of the model learn, or check that the labels fit the texts.")
                    .arg(number(smooth.back()))};
    if (levelledOff(smooth))
        return {Mood::Levelled,
                Story::tr("the training loss has levelled off at about %1. What is left to learn at this learning rate "
                          "is learnt; the rest of the run polishes.")
                    .arg(number(smooth.back()))};
    return {Mood::Learning, learningText(curves)};
}

}
