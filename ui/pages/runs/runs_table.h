// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/widgets/kit.h"

class QLineEdit;

namespace espalier {

class RunFilter;
class RunListModel;

/// The table of all runs with its filter; any number can be selected.
class RunsTable : public Card {
    Q_OBJECT
public:
    explicit RunsTable(Session& session, QWidget* parent = nullptr);
    void setRuns(std::vector<RunRecord> runs);
    std::vector<RunRecord> selected() const; ///< in the order of the table
    /// Opens the groups of runs that are named; a negative number is that of a group (RunListModel).
    void select(const std::vector<std::int64_t>& runs);
    void selectFirst(int count);
    int count() const;
    QTableView* view() { return m_table; }

Q_SIGNALS:
    void selectionChanged();
    void activated(); ///< Enter or double click

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override; ///< left and right close and open a group

private:
    std::vector<std::int64_t> selectedRows() const; ///< IdRole of each
    int groupRow(const QModelIndex& index) const; ///< in m_model; -1: it is none
    void toggle(const QModelIndex& index, bool open);
    void makeModel();
    void addTable();

    Session& m_session;
    RunListModel* m_model;
    RunFilter* m_filter;
    QLineEdit* m_words;
    QTableView* m_table;
    QLabel* m_none;
    bool m_restoring = false;
};

}
