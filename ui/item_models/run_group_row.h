// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/run_groups.h"
#include "engine/workspace/workspace.h"

#include "ui/widgets/theme.h"

#include <QString>

#include <vector>

namespace espalier {

/// Runs that were made as one item, as the one row that stands for them in the list of runs.
struct RunGroupRow {
    std::string name;                       ///< RunRecord::group
    std::vector<const RunRecord*> runs;     ///< oldest first
    bool open = false;                      ///< its runs are shown beneath it

    QString title() const;                  ///< "3 seeds: movie_reviews, LoRA"
    QString score() const;                  ///< mean ± half of its 95 % interval, or the best
    QString scoreTip() const;
    QString state() const;
    Tone tone() const;
    double leadingScore() const;            ///< what it is sorted by; -1: nothing was measured
    double seconds() const;
    /// What all of them have in common; empty where they differ.
    QString common(QString (*text)(const RunRecord&)) const;
    std::int64_t newest() const { return runs.back()->id; }
    std::int64_t oldest() const { return runs.front()->id; }

    bool repeats() const;                   ///< the same recipe again: seeds, or parts of a cross-validation

private:
    std::string metric() const;
    std::vector<double> scores() const;
};

/// The groups of at least two runs; the pointers are into `runs`.
std::vector<RunGroupRow> groupedRuns(const std::vector<RunRecord>& runs);

}
