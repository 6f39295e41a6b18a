// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QAbstractTableModel>

#include <vector>

namespace espalier {

/// Tries in the playground, newest first.
class TryModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Text, Answer, Score, Model, When, Verdict, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setTries(std::vector<TryRecord> tries);
    const TryRecord& at(int row) const { return m_tries[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<TryRecord> m_tries;
};

}
