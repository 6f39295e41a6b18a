// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/intervals.h"

#include <algorithm>

namespace espalier {

Result<std::map<std::int64_t, Interval>> accuracyIntervals(Workspace& workspace,
                                                           const std::vector<std::int64_t>& runs) {
    return capture([&] {
        std::map<std::int64_t, Interval> intervals;
        for (const std::int64_t run : runs) {
            // Accuracy is of words where the task is tokens, but predictions are of sentences; a measure and an answer
            // have none.
            const auto task = workspace.run(run).value().recipe.task;
            if (task == "tokens" || task == "regression" || task == "qa") {
                intervals[run] = {};
                continue;
            }
            const auto rows = workspace.runPredictions(run).value();
            const auto right = std::count_if(rows.begin(), rows.end(),
                                             [](const RunRowPrediction& row) { return row.truth == row.predicted; });
            intervals[run] = rows.empty() ? Interval {} : wilsonInterval(right, static_cast<std::int64_t>(rows.size()));
        }
        return intervals;
    });
}

Result<RunComparison> compareRuns(Workspace& workspace, const std::vector<RunRecord>& runs) {
    return capture([&] {
        std::vector<std::int64_t> ids;
        for (const RunRecord& run : runs)
            ids.push_back(run.id);
        if (ids.size() > 1) return workspace.compare(ids).value();
        RunComparison single;
        single.runs = runs;
        const auto intervals = accuracyIntervals(workspace, ids).value();
        for (const auto& [id, interval] : intervals)
            single.accuracy.push_back(interval);
        return single;
    });
}

}
