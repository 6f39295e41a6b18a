// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/common/run_curves.h"

#include <QString>

namespace espalier {

/// What the curves of a run look like.
enum class Mood { Starting, Learning, Levelled, Memorising, NotLearning, Diverging };

struct ProgressStory {
    Mood mood = Mood::Starting;
    QString text;
};

/// Puts the curves into words: what is happening, and what to do where it goes wrong. Pure.
ProgressStory describeProgress(const RunCurves& curves);

/// Bias-corrected exponential average, as the loss chart draws it.
std::vector<double> smoothed(const std::vector<double>& values, double strength);

}
