// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QAbstractListModel>

#include <map>
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
    /// Says in the second line of a model how far its download is; empty: it has none.
    void setActivity(const std::string& reference, const QString& text);

    int rowCount(const QModelIndex& parent = {}) const override;
    /// DisplayRole: the title; StatusTipRole: its second line; SortRole: what a filter looks at.
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    QString line(const ModelInfo& info) const;
    std::vector<ModelInfo> m_models;
    std::map<std::string, QString> m_activities;
};

/// "22.7 M · installed".
QString modelLine(const ModelInfo& info);

}
