// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"

#include <QWidget>

#include <map>
#include <vector>

class QComboBox;
class QLabel;
class QTableView;

namespace espalier {

class StringTableModel;

/// Which classes one run takes for which; a cell opens its texts. With many classes, the pairs most often confused as a
/// list.
class ConfusionView : public QWidget {
    Q_OBJECT
public:
    explicit ConfusionView(Session& session, QWidget* parent = nullptr);
    void setRuns(const std::vector<RunRecord>& runs);

Q_SIGNALS:
    void failed(const espalier::Error& error);

private:
    using Pair = std::pair<std::string, std::string>; ///< truth, predicted
    /// What a row was taken for: its class, or each of its entities.
    std::vector<Pair> pairsOf(const RunRowPrediction& row) const;
    void load();
    void show(const std::vector<std::string>& labels);
    void showGrid(const std::vector<std::string>& labels);
    void showList();
    void openTexts(const std::string& truth, const std::string& predicted);

    Session& m_session;
    LatestJob m_job;
    std::string m_task; ///< of the run shown
    std::vector<RunRecord> m_runs;
    std::vector<RunRowPrediction> m_predictions;
    std::map<Pair, std::int64_t> m_counts;
    std::vector<Pair> m_listed;
    QComboBox* m_run;
    QLabel* m_state;
    QWidget* m_grid = nullptr;
    StringTableModel* m_list;
    QTableView* m_table;
};

}
