// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/item_models/run_group_row.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <map>

namespace espalier {

namespace {

struct GroupWords {
    Q_DECLARE_TR_FUNCTIONS(RunGroupRow)
};

constexpr std::size_t kLeast = 2; ///< runs that make a row of their own

bool endedWell(const RunRecord& run) {
    return run.status == "completed" || run.status == "stopped";
}

}

bool RunGroupRow::repeats() const {
    return !name.starts_with("race-") && !name.starts_with("search ");
}

QString RunGroupRow::title() const {
    const Recipe& recipe = runs.front()->recipe;
    const int count = static_cast<int>(runs.size());
    const QString data = dataShort(recipe.data.train);
    if (name.starts_with("race-")) return GroupWords::tr("Race of %Ln: %1", nullptr, count).arg(data);
    if (name.starts_with("search ")) return GroupWords::tr("Search, %Ln run(s): %1", nullptr, count).arg(data);
    const QString what = QStringLiteral("%1, %2").arg(data, strategyTitle(recipe.strategy.kind));
    if (recipe.data.folds > 0) return GroupWords::tr("Cross-validation, %Ln part(s): %1", nullptr, count).arg(what);
    return GroupWords::tr("%Ln seed(s): %1", nullptr, count).arg(what);
}

std::string RunGroupRow::metric() const {
    for (const RunRecord* run : runs)
        if (endedWell(*run) && !run->metrics.empty()) return leadingMetric(run->metrics);
    return {};
}

std::vector<double> RunGroupRow::scores() const {
    const std::string wanted = metric();
    std::vector<double> values;
    for (const RunRecord* run : runs)
        if (const auto found = run->metrics.find(wanted); endedWell(*run) && found != run->metrics.end()) values.push_back(found->second);
    return values;
}

double RunGroupRow::leadingScore() const {
    const auto values = scores();
    if (values.empty()) return -1;
    if (repeats()) return meanInterval(values).mean;
    return lowerIsBetter(metric()) ? *std::min_element(values.begin(), values.end()) : *std::max_element(values.begin(), values.end());
}

QString RunGroupRow::score() const {
    const auto values = scores();
    if (values.empty()) return QStringLiteral("—");
    if (!repeats()) return GroupWords::tr("best %1").arg(scoreText(leadingScore()));
    const MeanInterval interval = meanInterval(values);
    if (values.size() == 1) return scoreText(interval.mean);
    return GroupWords::tr("%1 ± %2").arg(scoreText(interval.mean), scoreText((interval.high - interval.low) / 2));
}

QString RunGroupRow::scoreTip() const {
    const auto values = scores();
    if (values.empty()) return {};
    const int count = static_cast<int>(values.size());
    if (!repeats()) return GroupWords::tr("%1, the best of %Ln run(s)", nullptr, count).arg(metricTitle(metric()));
    const MeanInterval interval = meanInterval(values);
    return GroupWords::tr("%1, mean of %Ln run(s), 95 % interval %2–%3", nullptr, count)
        .arg(metricTitle(metric()), scoreText(interval.low), scoreText(interval.high));
}

QString RunGroupRow::state() const {
    const std::string& first = runs.front()->status;
    if (std::all_of(runs.begin(), runs.end(), [&](const RunRecord* run) { return run->status == first; })) return statusTitle(first);
    if (std::any_of(runs.begin(), runs.end(), [](const RunRecord* run) { return run->status == "running"; })) return statusTitle("running");
    const auto well = std::count_if(runs.begin(), runs.end(), [](const RunRecord* run) { return endedWell(*run); });
    return GroupWords::tr("%1 of %2 done").arg(QLocale().toString(qlonglong(well)), QLocale().toString(qulonglong(runs.size())));
}

Tone RunGroupRow::tone() const {
    const std::string& first = runs.front()->status;
    const bool same = std::all_of(runs.begin(), runs.end(), [&](const RunRecord* run) { return run->status == first; });
    if (same) return statusTone(first);
    return std::any_of(runs.begin(), runs.end(), [](const RunRecord* run) { return run->status == "running"; }) ? Tone::Blue : Tone::Warn;
}

double RunGroupRow::seconds() const {
    double sum = 0;
    for (const RunRecord* run : runs) sum += run->trainSeconds;
    return sum;
}

QString RunGroupRow::common(QString (*text)(const RunRecord&)) const {
    const QString first = text(*runs.front());
    return std::all_of(runs.begin(), runs.end(), [&](const RunRecord* run) { return text(*run) == first; }) ? first : QString();
}

std::vector<RunGroupRow> groupedRuns(const std::vector<RunRecord>& runs) {
    std::map<std::string, RunGroupRow> groups;
    for (const RunRecord& run : runs) {
        if (run.group.empty()) continue;
        groups[run.group].name = run.group;
        groups[run.group].runs.push_back(&run);
    }
    std::vector<RunGroupRow> rows;
    for (auto& [name, group] : groups)
        if (group.runs.size() >= kLeast) rows.push_back(std::move(group));
    return rows;
}

}
