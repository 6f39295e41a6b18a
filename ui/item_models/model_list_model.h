// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QAbstractListModel>

#include <vector>

namespace espalier {

/// Models of the catalogue and of added folders, installed ones first.
class ModelListModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    void setModels(std::vector<ModelInfo> models);
    const ModelInfo& at(int row) const { return m_models[static_cast<std::size_t>(row)]; }
    /// The row of a reference; -1: none.
    int find(const std::string& reference) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    /// DisplayRole: the title; StatusTipRole: its second line; SortRole: what a filter looks at.
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::vector<ModelInfo> m_models;
};

/// "22.7 M · installed".
QString modelLine(const ModelInfo& info);

}
