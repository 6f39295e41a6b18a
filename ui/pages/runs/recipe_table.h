// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QStringList>

#include <vector>

namespace espalier {

/// Rows of a table: a title, then a value for each run.
using ValueRows = std::vector<QStringList>;

/// A column's title for each run: its number and name.
QStringList runColumns(const std::vector<RunRecord>& runs);
/// The whole recipe of one run, or what differs among several.
ValueRows recipeRows(const std::vector<RunRecord>& runs);
/// The metrics, accuracy with its 95 % interval where `intervals` has one, then time and size.
ValueRows scoreRows(const std::vector<RunRecord>& runs, const std::vector<Interval>& intervals);
/// What a comparison says, or how one run did, as rich text; empty: nothing to say.
QString verdictText(const std::vector<RunRecord>& runs, const RunComparison& comparison);

}
