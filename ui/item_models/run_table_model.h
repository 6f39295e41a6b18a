// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/run_store.h"
#include "ui/item_models/roles.h"

#include <QAbstractTableModel>

#include <vector>

namespace espalier {

/// Runs, newest first. A page hides the columns that it does not show; SortRole holds what a column sorts by.
class RunTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, Name, Model, Data, Strategy, Score, State, Trained, Time, When, Action, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    /// As Workspace::runs() gives them, oldest first. Rows that are there already stay where they are selected.
    void setRuns(std::vector<RunRecord> oldestFirst);
    const RunRecord& runAt(int row) const { return m_runs[std::size_t(row)]; }
    int rowOf(qint64 run) const;        ///< -1: not there
    void retranslate();                 ///< the language changed

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const RunRecord& run, int column) const;
    QVariant sortValue(const RunRecord& run, int column) const;
    std::vector<RunRecord> m_runs;
};

/// "interrupted at step 412 of 900"; the first line of the error where it failed.
QString runStateText(const RunRecord& run);

}
