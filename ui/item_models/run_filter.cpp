// SPDX-License-Identifier: GPL-3.0-or-later
// Order and choice of the rows of RunListModel.
#include "ui/item_models/roles.h"
#include "ui/item_models/run_list_model.h"

#include <algorithm>

namespace espalier {

RunFilter::RunFilter(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setDynamicSortFilter(true);
}

void RunFilter::setWords(const QString& text) {
    m_words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

bool RunFilter::matches(int row) const {
    constexpr int columns[]
        = {RunListModel::Name, RunListModel::Model, RunListModel::Data, RunListModel::Strategy, RunListModel::State};
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) {
        return std::any_of(std::begin(columns), std::end(columns), [&](int column) {
            return sourceModel()->index(row, column).data().toString().contains(word, Qt::CaseInsensitive);
        });
    });
}

bool RunFilter::filterAcceptsRow(int row, const QModelIndex&) const {
    if (runs().isGroup(row)) {
        if (matches(row)) return true;
        const auto& members = runs().group(row).runs;
        return std::any_of(members.begin(), members.end(), [this](const RunRecord* run) { return matches(runs().find(run->id)); });
    }
    const int group = runs().groupOf(row);
    if (group < 0) return matches(row);
    return runs().group(group).open || !m_words.isEmpty() ? matches(row) : false;
}

/// A group and its runs are one block, which lies where the group's own value puts it.
bool RunFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const auto headOf = [this](int row) {
        const int group = runs().groupOf(row);
        return group < 0 ? row : group;
    };
    const int a = headOf(left.row()), b = headOf(right.row());
    if (a == b && (a == left.row() || b == right.row())) // the group itself comes first, whichever way is sorted
        return left.row() != right.row() && (a == left.row()) == (sortOrder() == Qt::AscendingOrder);
    if (a == b) return QSortFilterProxyModel::lessThan(left, right);
    const QModelIndex first = left.sibling(a, left.column()), second = right.sibling(b, right.column());
    if (QSortFilterProxyModel::lessThan(first, second)) return true;
    return !QSortFilterProxyModel::lessThan(second, first) && a < b; // of equal ones each block stays whole
}

}
