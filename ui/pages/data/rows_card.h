// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/item_models/row_model.h"
#include "ui/widgets/kit.h"

#include <QTimer>

class QComboBox;
class QLineEdit;

namespace espalier {

/// The rows of a dataset: searched by text, filtered by label or by a finding, and the lines that could not be read.
class RowsCard : public Card {
    Q_OBJECT
public:
    explicit RowsCard(Session& session, QWidget* parent = nullptr);
    void setDataset(const DatasetInfo& info);
    void setFindings(const std::vector<DataFinding>& findings);
    /// Shows only these rows, until the user shows all again.
    void showOnly(const std::vector<std::int64_t>& positions, const QString& why);
    void refresh(); ///< the query anew

Q_SIGNALS:
    void failed(const espalier::Error& error);
    void badLinesRequested();

private:
    void addFilters();
    void addTable();
    void take(RowQuery query, Result<std::int64_t> count);

    Session& m_session;
    std::string m_name;
    RowModel* m_model;
    LatestJob m_count;
    QTimer m_typing;
    bool m_entities = false; ///< labels are entities
    QLineEdit* m_search;
    QComboBox* m_labels;
    Pill *m_textColumn, *m_labelColumn;
    QPushButton* m_only;
    QTableView* m_table;
    QLabel *m_found, *m_bad;
    std::vector<std::int64_t> m_positions;
};

}
