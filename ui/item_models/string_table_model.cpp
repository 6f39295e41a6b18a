// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/item_models/string_table_model.h"

namespace espalier {

namespace {

constexpr qsizetype kShownCharacters = 400, kTooltipCharacters = 1500;

}

QString oneLine(const QString& text) {
    // Only what a cell can show is worth normalising: a row may hold a whole book.
    return text.left(kShownCharacters).simplified();
}

void StringTableModel::setTable(QStringList header, std::vector<QStringList> rows) {
    beginResetModel();
    m_header = std::move(header);
    m_rows = std::move(rows);
    endResetModel();
}

int StringTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int StringTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_header.size());
}

QVariant StringTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) return {};
    const QString cell = m_rows[static_cast<std::size_t>(index.row())].value(index.column());
    return role == Qt::DisplayRole ? oneLine(cell) : cell.left(kTooltipCharacters);
}

QVariant StringTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return m_header.value(section);
}

}
