// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QAbstractTableModel>

#include <vector>

namespace espalier {

/// The imported datasets: name, rows, task, labels, split, when.
class DatasetListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Rows, Task, Labels, Parts, Imported, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setDatasets(std::vector<DatasetInfo> datasets);
    const DatasetInfo& at(int row) const { return m_datasets[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<DatasetInfo> m_datasets;
};

}
