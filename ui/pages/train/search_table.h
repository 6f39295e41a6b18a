// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/train/search_rows.h"
#include "ui/widgets/kit.h"

class QStandardItem;
class QStandardItemModel;

namespace espalier {

/// The combinations of a search as they are trained: values, score, and what became of each; those cut are greyed.
class SearchTable : public Card {
    Q_OBJECT
public:
    explicit SearchTable(QWidget* parent = nullptr);
    void setRows(const SearchPlan& plan, std::vector<SearchRow> rows);
    void recolour();

Q_SIGNALS:
    void runRequested(qint64 run); ///< Enter or double click on it

private:
    void fill();
    QList<QStandardItem*> cells(const SearchRow& row) const;
    SearchPlan m_plan;
    std::vector<SearchRow> m_rows;
    QStandardItemModel* m_model;
    QTableView* m_view;
};

/// What became of a combination, in words.
QString searchStateText(const SearchRow& row);

}
