// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/item_models/dataset_list_model.h"

#include "ui/bridge/strings.h"
#include "ui/item_models/roles.h"
#include "ui/pages/common/words.h"

#include <QLocale>

namespace espalier {

namespace {

QString labelsText(const DatasetInfo& info) {
    QStringList names;
    for (const LabelCount& label : info.labels) {
        if (names.size() == 4) return names.join(QStringLiteral(", ")) + QStringLiteral(" …");
        names += toQString(label.label);
    }
    return names.join(QStringLiteral(", "));
}

QString partsText(const DatasetInfo& info) {
    const QLocale locale;
    if (info.train + info.validation + info.test == 0) return DatasetListModel::tr("not split");
    return DatasetListModel::tr("%1 / %2 / %3")
        .arg(locale.toString(qlonglong(info.train)), locale.toString(qlonglong(info.validation)),
             locale.toString(qlonglong(info.test)));
}

}

void DatasetListModel::setDatasets(std::vector<DatasetInfo> datasets) {
    beginResetModel();
    m_datasets = std::move(datasets);
    endResetModel();
}

int DatasetListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_datasets.size());
}

int DatasetListModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DatasetListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const DatasetInfo& info = at(index.row());
    if (role == IdRole) return toQString(info.record.name);
    if (role == SortRole && index.column() == Rows) return qlonglong(info.record.rows);
    if (role == SortRole && index.column() == Imported) return toQString(info.record.createdAt);
    if (role == Qt::TextAlignmentRole && index.column() == Rows) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != SortRole) return {};
    switch (index.column()) {
    case Name:
        return toQString(info.record.name);
    case Rows:
        return QLocale().toString(qlonglong(info.record.rows));
    case Task:
        return taskTitle(info.record.task);
    case Labels:
        return labelsText(info);
    case Parts:
        return partsText(info);
    case Imported:
        return agoText(info.record.createdAt);
    default:
        return {};
    }
}

QVariant DatasetListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole && section == Rows) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    const QString titles[]
        = {tr("Name"), tr("Rows"), tr("Task"), tr("Labels"), tr("Train / validation / test"), tr("Imported")};
    return section < ColumnCount ? titles[section] : QVariant();
}

}
