// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QTimer>

#include <functional>
#include <map>
#include <set>
#include <vector>

namespace espalier {

/// All runs with their scores. The interval of a score is asked for when its row comes into sight.
class RunListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, Name, Score, Model, Data, Strategy, Trained, Time, State, When, ColumnCount };
    using Intervals = std::map<std::int64_t, Interval>;
    /// Finds the intervals of these runs' accuracy and hands them on, at once or later, on the GUI thread.
    using Fetch = std::function<void(std::vector<std::int64_t> runs, std::function<void(Intervals)> done)>;

    explicit RunListModel(Fetch fetch, QObject* parent = nullptr);
    void setRuns(std::vector<RunRecord> runs);
    const RunRecord& at(int row) const { return m_runs[static_cast<std::size_t>(row)]; }
    int find(std::int64_t run) const; ///< its row; -1: none

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString display(const RunRecord& run, int column) const;
    QVariant sortKey(const RunRecord& run, int column) const;
    QString score(const RunRecord& run) const;
    QString scoreTip(const RunRecord& run) const;
    void askForIntervals();

    Fetch m_fetch;
    std::vector<RunRecord> m_runs;
    Intervals m_intervals;
    mutable std::set<std::int64_t> m_wanted; ///< collected until the event loop turns
    std::set<std::int64_t> m_asked;
    mutable QTimer m_collect;
};

/// Sorts runs by any column and keeps those in which every typed word occurs.
class RunFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit RunFilter(QObject* parent = nullptr);
    void setWords(const QString& text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QStringList m_words;
};

}
