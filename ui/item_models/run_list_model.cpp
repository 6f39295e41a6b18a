// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/item_models/run_list_model.h"

#include "ui/bridge/strings.h"
#include "ui/item_models/roles.h"
#include "ui/pages/common/words.h"

#include <QFont>
#include <QLocale>

#include <algorithm>

namespace espalier {

namespace {

double leadingScore(const RunRecord& run) {
    const std::string metric = leadingMetric(run.metrics);
    return metric.empty() ? -1 : run.metrics.at(metric);
}

bool isNumber(int column) {
    return column == RunListModel::Number || column == RunListModel::Score || column == RunListModel::Trained
        || column == RunListModel::Time;
}

}

RunListModel::RunListModel(Fetch fetch, QObject* parent) : QAbstractTableModel(parent), m_fetch(std::move(fetch)) {
    m_collect.setSingleShot(true);
    m_collect.setInterval(30);
    connect(&m_collect, &QTimer::timeout, this, &RunListModel::askForIntervals);
}

void RunListModel::setRuns(std::vector<RunRecord> runs) {
    beginResetModel();
    m_runs = std::move(runs);
    m_groups = groupedRuns(m_runs);
    m_groupOf.assign(m_runs.size(), -1);
    for (std::size_t group = 0; group < m_groups.size(); ++group) {
        m_groups[group].open = m_open.contains(m_groups[group].name);
        for (const RunRecord* run : m_groups[group].runs) m_groupOf[static_cast<std::size_t>(run - m_runs.data())] = static_cast<int>(group);
    }
    m_asked.clear();
    // A run that is not over may get other predictions; those of the others never change.
    std::erase_if(m_intervals, [this](const auto& known) {
        const int row = find(known.first);
        return row < 0 || at(row).status == "running" || at(row).status == "interrupted";
    });
    endResetModel();
}

int RunListModel::find(std::int64_t run) const {
    if (run < 0) {
        const auto group = std::find_if(m_groups.begin(), m_groups.end(), [run](const RunGroupRow& one) { return one.oldest() == -run; });
        return group == m_groups.end() ? -1 : int(m_runs.size()) + static_cast<int>(group - m_groups.begin());
    }
    const auto found
        = std::find_if(m_runs.begin(), m_runs.end(), [run](const RunRecord& record) { return record.id == run; });
    return found == m_runs.end() ? -1 : static_cast<int>(found - m_runs.begin());
}

int RunListModel::groupOf(int row) const {
    const int group = isGroup(row) ? -1 : m_groupOf[static_cast<std::size_t>(row)];
    return group < 0 ? -1 : int(m_runs.size()) + group;
}

void RunListModel::setOpen(int row, bool open) {
    RunGroupRow& changed = m_groups[static_cast<std::size_t>(row) - m_runs.size()];
    if (changed.open == open) return;
    changed.open = open;
    if (open) m_open.insert(changed.name);
    else m_open.erase(changed.name);
    // The filter looks at all of these anew.
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int RunListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size() + m_groups.size());
}

int RunListModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString RunListModel::score(const RunRecord& run) const {
    if (leadingMetric(run.metrics).empty()) return QStringLiteral("—");
    const QString value = scoreText(leadingScore(run));
    if (leadingMetric(run.metrics) != "accuracy") return value;
    const auto known = m_intervals.find(run.id);
    if (known == m_intervals.end()) {
        if (!m_asked.contains(run.id) && m_wanted.insert(run.id).second) m_collect.start();
        return tr("%1 ± …").arg(value);
    }
    // Half the width of Wilson's interval; its ends are in the tooltip.
    return known->second.high <= 0 ? value
                                   : tr("%1 ± %2").arg(value, scoreText((known->second.high - known->second.low) / 2));
}

QString RunListModel::scoreTip(const RunRecord& run) const {
    if (leadingMetric(run.metrics).empty()) return {};
    const QString said = tr("%1 on %2").arg(metricTitle(leadingMetric(run.metrics)), toQString(run.split));
    const auto known = m_intervals.find(run.id);
    if (known == m_intervals.end() || known->second.high <= 0) return said;
    return tr("%1, 95 % interval %2–%3").arg(said, scoreText(known->second.low), scoreText(known->second.high));
}

void RunListModel::askForIntervals() {
    const std::vector<std::int64_t> runs(m_wanted.begin(), m_wanted.end());
    m_asked.insert(runs.begin(), runs.end());
    m_wanted.clear();
    m_fetch(runs, [this](Intervals found) {
        for (const auto& [run, range] : found) {
            m_intervals[run] = range;
            if (const int row = find(run); row >= 0) Q_EMIT dataChanged(index(row, Score), index(row, Score));
        }
    });
}

QString RunListModel::display(const RunRecord& run, int column) const {
    switch (column) {
    case Name:
        return runTitle(run);
    case Number:
        return QLocale().toString(qlonglong(run.id));
    case Score:
        return score(run);
    case Model:
        return modelShort(run.recipe.model);
    case Data:
        return dataShort(run.recipe.data.train);
    case Strategy:
        return strategyTitle(run.recipe.strategy.kind);
    case Trained:
        return run.trainableParameters > 0 ? shortCount(run.trainableParameters) : QString();
    case Time:
        return run.trainSeconds > 0 ? durationText(run.trainSeconds) : QString();
    case State:
        return run.status == "interrupted" ? tr("interrupted, %1 of %2").arg(run.step).arg(run.steps)
                                           : statusTitle(run.status);
    case When:
        return agoText(run.createdAt);
    default:
        return {};
    }
}

QVariant RunListModel::sortKey(const RunRecord& run, int column) const {
    switch (column) {
    case Number:
        return qlonglong(run.id);
    case Score:
        return leadingScore(run);
    case Trained:
        return qlonglong(run.trainableParameters);
    case Time:
        return run.trainSeconds;
    case When:
        return qlonglong(run.id);
    default:
        return display(run, column);
    }
}

QVariant RunListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::TextAlignmentRole) return isNumber(index.column()) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    if (role == Qt::FontRole && index.column() == Name) {
        QFont font;
        font.setWeight(QFont::DemiBold);
        return font;
    }
    return isGroup(index.row()) ? groupData(index.row(), index.column(), role) : runData(index.row(), index.column(), role);
}

QVariant RunListModel::runData(int row, int column, int role) const {
    const RunRecord& run = at(row);
    switch (role) {
    case Qt::DisplayRole: {
        const QString text = display(run, column);
        return column == Name && groupOf(row) >= 0 ? QStringLiteral("      ") + text : text;
    }
    case SortRole:
        return sortKey(run, column);
    case IdRole:
        return qlonglong(run.id);
    case ToneRole:
        return column == State ? QVariant(int(statusTone(run.status))) : QVariant();
    case Qt::ToolTipRole:
        if (column == Score) return scoreTip(run);
        return column == State && !run.error.empty() ? QVariant(toQString(run.error)) : QVariant();
    default:
        return {};
    }
}

QVariant RunListModel::groupData(int row, int column, int role) const {
    const RunGroupRow& shown = group(row);
    switch (role) {
    case Qt::DisplayRole:
        return groupDisplay(shown, column);
    case SortRole:
        return groupSortKey(shown, column);
    case IdRole:
        return qlonglong(-shown.oldest());
    case ToneRole:
        return column == State ? QVariant(int(shown.tone())) : QVariant();
    case Qt::ToolTipRole:
        if (column == Score) return shown.scoreTip();
        return tr("Enter, or a click on the triangle, shows its runs");
    case Qt::AccessibleTextRole:
        if (column != Name) return {};
        return shown.open ? tr("%1, open").arg(shown.title()) : tr("%1, closed").arg(shown.title());
    default:
        return {};
    }
}

QString RunListModel::groupDisplay(const RunGroupRow& shown, int column) const {
    switch (column) {
    case Number:
        return shown.open ? QStringLiteral("▾") : QStringLiteral("▸");
    case Name:
        return shown.title();
    case Score:
        return shown.score();
    case Model:
        return shown.common([](const RunRecord& run) { return modelShort(run.recipe.model); });
    case Data:
        return shown.common([](const RunRecord& run) { return dataShort(run.recipe.data.train); });
    case Strategy:
        return shown.common([](const RunRecord& run) { return strategyTitle(run.recipe.strategy.kind); });
    case Trained:
        return shown.common([](const RunRecord& run) { return run.trainableParameters > 0 ? shortCount(run.trainableParameters) : QString(); });
    case Time:
        return shown.seconds() > 0 ? durationText(shown.seconds()) : QString();
    case State:
        return shown.state();
    case When:
        return agoText(shown.runs.back()->createdAt);
    default:
        return {};
    }
}

QVariant RunListModel::groupSortKey(const RunGroupRow& shown, int column) const {
    switch (column) {
    case Number:
    case When:
        return qlonglong(shown.newest());
    case Score:
        return shown.leadingScore();
    case Trained:
        return qlonglong(shown.runs.front()->trainableParameters);
    case Time:
        return shown.seconds();
    default:
        return groupDisplay(shown, column);
    }
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole && isNumber(section)) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    const QString titles[] = {tr("#"),        tr("Run"),     tr("Score, 95 %"), tr("Model"), tr("Data"),
                              tr("Strategy"), tr("Trained"), tr("Time"),        tr("State"), tr("When")};
    return section < ColumnCount ? titles[section] : QVariant();
}

}
