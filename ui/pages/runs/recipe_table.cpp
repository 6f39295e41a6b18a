// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/recipe_table.h"

#include "ui/bridge/strings.h"
#include "ui/item_models/run_group_row.h"
#include "ui/pages/common/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <map>
#include <set>

namespace espalier {

namespace {

struct Compared {
    Q_DECLARE_TR_FUNCTIONS(Compared)
};

/// A value as people read it: texts without quotes, lists and objects as they are.
QString jsonText(const Json& value) {
    if (value.is_string()) return toQString(value.get<std::string>());
    if (value.is_number_float()) return QLocale().toString(value.get<double>(), 'g', 6);
    return toQString(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// training.learning_rate → value, in the order of the recipe.
void flatten(const Json& value, const std::string& path, std::vector<std::pair<std::string, QString>>& fields) {
    if (!value.is_object()) return fields.emplace_back(path, jsonText(value)), void();
    for (const auto& [key, inner] : value.items())
        flatten(inner, path.empty() ? key : path + '.' + key, fields);
}

/// The paired test in words; what the engine's verdict says, in the language of the window.
QString pairText(const PairedComparison& pair) {
    if (pair.texts == 0)
        return Compared::tr("Runs %1 and %2 were not measured on the same texts.").arg(pair.left).arg(pair.right);
    const bool rightAhead = pair.onlyRight > pair.onlyLeft;
    const auto better = rightAhead ? pair.right : pair.left, worse = rightAhead ? pair.left : pair.right;
    const QString p = pair.pValue < 0.001 ? Compared::tr("p < 0.001")
                                          : Compared::tr("p = %1").arg(QLocale().toString(pair.pValue, 'g', 2));
    const QString numbers = (pair.ofMeasures ? Compared::tr("(%1 on %2 texts, sign test)") : Compared::tr("(%1 on %2 texts, McNemar)"))
                                .arg(p, QLocale().toString(qlonglong(pair.texts)));
    const QString said = pair.pValue < 0.05 ? Compared::tr("Run %1 is better than run %2 %3.")
                                            : Compared::tr("Run %1 is not shown to be better than run %2 %3.");
    return said.arg(better).arg(worse).arg(numbers) + QLatin1Char(' ')
        + (pair.ofMeasures ? Compared::tr("From %1 to %2: %3 nearer, %4 farther off.")
                           : Compared::tr("From %1 to %2: %3 fixed, %4 broken."))
              .arg(pair.left)
              .arg(pair.right)
              .arg(pair.onlyRight)
              .arg(pair.onlyLeft);
}

std::set<std::string> metricNames(const std::vector<RunRecord>& runs) {
    std::set<std::string> names;
    for (const RunRecord& run : runs)
        for (const auto& [name, value] : run.metrics)
            names.insert(name);
    return names;
}

}

QStringList runColumns(const std::vector<RunRecord>& runs) {
    QStringList columns {QString()};
    for (const RunRecord& run : runs)
        columns << Compared::tr("%1: %2").arg(run.id).arg(runTitle(run));
    return columns;
}

ValueRows recipeRows(const std::vector<RunRecord>& runs) {
    std::vector<std::string> order; // fields as they come, those of later runs last
    std::vector<std::map<std::string, QString>> values;
    for (const RunRecord& run : runs) {
        std::vector<std::pair<std::string, QString>> fields;
        flatten(toJson(run.recipe), {}, fields);
        for (const auto& [path, value] : fields)
            if (std::find(order.begin(), order.end(), path) == order.end()) order.push_back(path);
        values.emplace_back(fields.begin(), fields.end());
    }
    ValueRows rows;
    for (const std::string& path : order) {
        QStringList row {toQString(path)};
        for (auto& fields : values)
            row << fields[path];
        const bool differs
            = std::any_of(row.begin() + 2, row.end(), [&](const QString& value) { return value != row[1]; });
        if (runs.size() == 1 || differs) rows.push_back(row);
    }
    return rows;
}

ValueRows scoreRows(const std::vector<RunRecord>& runs, const std::vector<Interval>& intervals) {
    ValueRows rows;
    for (const std::string& metric : metricNames(runs)) {
        QStringList row {metricTitle(metric)};
        for (std::size_t i = 0; i < runs.size(); ++i) {
            const auto found = runs[i].metrics.find(metric);
            QString text = found == runs[i].metrics.end() ? QString() : scoreText(found->second);
            if (metric == "accuracy" && !text.isEmpty() && i < intervals.size() && intervals[i].high > 0)
                text += Compared::tr(" ± %1").arg(scoreText((intervals[i].high - intervals[i].low) / 2));
            row << text;
        }
        rows.push_back(row);
    }
    const auto add = [&](const QString& title, auto&& value) {
        QStringList row {title};
        for (const RunRecord& run : runs)
            row << value(run);
        rows.push_back(row);
    };
    add(Compared::tr("measured on"), [](const RunRecord& run) { return toQString(run.split); });
    add(Compared::tr("parameters trained"),
        [](const RunRecord& run) { return QLocale().toString(qlonglong(run.trainableParameters)); });
    add(Compared::tr("training time"), [](const RunRecord& run) { return durationText(run.trainSeconds); });
    add(Compared::tr("rows a second"),
        [](const RunRecord& run) { return QLocale().toString(run.samplesPerSecond, 'f', 0); });
    add(Compared::tr("steps"), [](const RunRecord& run) {
        return Compared::tr("%1 of %2, kept %3").arg(run.step).arg(run.steps).arg(run.bestStep);
    });
    add(Compared::tr("device"), [](const RunRecord& run) { return toQString(run.device); });
    return rows;
}

/// Of runs that repeat one recipe, what they come to together: a paired test of chance with chance says nothing.
static QString repeatsText(const std::vector<RunRecord>& runs) {
    const auto groups = groupedRuns(runs);
    if (groups.size() != 1 || groups.front().runs.size() != runs.size() || !groups.front().repeats()) return {};
    std::vector<Metrics> measured;
    for (const RunRecord& run : runs)
        if (!run.metrics.empty()) measured.push_back(run.metrics);
    const QString mean = meanText(measured);
    return mean.isEmpty() ? QString() : Compared::tr("%1 of %Ln run(s).", nullptr, static_cast<int>(measured.size())).arg(mean);
}

QString verdictText(const std::vector<RunRecord>& runs, const RunComparison& comparison) {
    QStringList said;
    if (runs.size() == 1) {
        const RunRecord& run = runs.front();
        if (!run.error.empty()) return toQString(run.error).toHtmlEscaped();
        const std::string metric = leadingMetric(run.metrics);
        if (metric.empty()) return {};
        QString text = Compared::tr("%1 %2 on the %3 texts")
                           .arg(metricTitle(metric), scoreText(run.metrics.at(metric)),
                                run.split == "test" ? Compared::tr("test") : Compared::tr("validation"));
        if (metric == "accuracy" && !comparison.accuracy.empty() && comparison.accuracy.front().high > 0)
            text += Compared::tr(", which leaves %1 to %2 as likely (95 %)")
                        .arg(scoreText(comparison.accuracy.front().low), scoreText(comparison.accuracy.front().high));
        return (text + QLatin1Char('.')).toHtmlEscaped();
    }
    if (const QString mean = repeatsText(runs); !mean.isEmpty()) return mean.toHtmlEscaped();
    for (const PairedComparison& pair : comparison.paired)
        said << pairText(pair).toHtmlEscaped();
    return said.mid(0, 3).join(QStringLiteral("<br>"));
}

}
