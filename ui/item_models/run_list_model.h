// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/item_models/run_group_row.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QTimer>

#include <functional>
#include <map>
#include <set>
#include <vector>

namespace espalier {

/// All runs with their scores; those made as one item stand beneath a row of their own, which opens and closes. The interval
/// of a score is asked for when its row comes into sight.
class RunListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, Name, Score, Model, Data, Strategy, Trained, Time, State, When, ColumnCount };
    using Intervals = std::map<std::int64_t, Interval>;
    /// Finds the intervals of these runs' accuracy and hands them on, at once or later, on the GUI thread.
    using Fetch = std::function<void(std::vector<std::int64_t> runs, std::function<void(Intervals)> done)>;

    explicit RunListModel(Fetch fetch, QObject* parent = nullptr);
    void setRuns(std::vector<RunRecord> runs);
    /// The rows are all runs in their order, then the groups.
    bool isGroup(int row) const { return row >= int(m_runs.size()); }
    const RunRecord& at(int row) const { return m_runs[static_cast<std::size_t>(row)]; }
    const RunGroupRow& group(int row) const { return m_groups[static_cast<std::size_t>(row) - m_runs.size()]; }
    int groupOf(int row) const; ///< the row of the group that a run stands beneath; -1: it stands alone
    void setOpen(int row, bool open); ///< of a group
    int find(std::int64_t run) const; ///< its row; -1: none. IdRole of a group: minus the number of its oldest run
    int runCount() const { return int(m_runs.size()); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QVariant runData(int row, int column, int role) const;
    QVariant groupData(int row, int column, int role) const;
    QString groupDisplay(const RunGroupRow& group, int column) const;
    QVariant groupSortKey(const RunGroupRow& group, int column) const;
    QString display(const RunRecord& run, int column) const;
    QVariant sortKey(const RunRecord& run, int column) const;
    QString score(const RunRecord& run) const;
    QString scoreTip(const RunRecord& run) const;
    void askForIntervals();

    Fetch m_fetch;
    std::vector<RunRecord> m_runs;
    std::vector<RunGroupRow> m_groups;
    std::vector<int> m_groupOf; ///< of each run, its place in m_groups; -1: none
    std::set<std::string> m_open; ///< names of groups
    Intervals m_intervals;
    mutable std::set<std::int64_t> m_wanted; ///< collected until the event loop turns
    std::set<std::int64_t> m_asked;
    mutable QTimer m_collect;
};

/// Sorts runs by any column and keeps those in which every typed word occurs. Runs of a group stay beneath it, and are there
/// while it is open or a word is looked for.
class RunFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit RunFilter(QObject* parent = nullptr);
    void setWords(const QString& text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    bool matches(int row) const;
    const RunListModel& runs() const { return *static_cast<const RunListModel*>(sourceModel()); }
    QStringList m_words;
};

}
