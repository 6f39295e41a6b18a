// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/kit.h"

class QStackedLayout;
class QTableView;

namespace espalier {

class RunListModel;
class Session;

/// The newest runs, each with what can be done with it: open, go on, watch.
class RecentRuns : public Card {
    Q_OBJECT
public:
    explicit RecentRuns(Session& session, QWidget* parent = nullptr);
    /// `running`: the run in progress here, 0: none.
    void setRuns(std::vector<RunRecord> oldestFirst, qint64 running);
    void retranslate();

Q_SIGNALS:
    void openRequested(qint64 run);
    void goOnRequested(qint64 run);
    void watchRequested();

private:
    void placeButtons();
    void act(int row);
    RunListModel* m_model;
    QTableView* m_table;
    QStackedLayout* m_stack;
    EmptyState* m_empty;
    Pill* m_pill;
    qint64 m_running = 0;
    int m_interrupted = 0;
};

}
