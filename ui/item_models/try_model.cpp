// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/item_models/try_model.h"

#include "ui/bridge/strings.h"
#include "ui/item_models/roles.h"
#include "ui/item_models/string_table_model.h"
#include "ui/pages/common/words.h"

#include <QLocale>

namespace espalier {

void TryModel::setTries(std::vector<TryRecord> tries) {
    beginResetModel();
    m_tries = std::move(tries);
    endResetModel();
}

int TryModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_tries.size());
}

int TryModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TryModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const TryRecord& record = at(index.row());
    const bool corrected = !record.correction.empty() && record.correction != record.label;
    if (role == IdRole) return qlonglong(record.id);
    if (role == Qt::TextAlignmentRole && index.column() == Score) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == ToneRole && index.column() == Answer)
        return int(corrected ? Tone::Bad : record.correction.empty() ? Tone::Muted : Tone::Good);
    if (role == Qt::ToolTipRole && index.column() == Text) return toQString(record.text).left(1500);
    if (role == Qt::ToolTipRole && index.column() == Answer) return toQString(record.label).left(1500);
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
    case Text:
        return oneLine(toQString(record.text));
    case Answer:
        return oneLine(toQString(record.label));
    case Score:
        return record.score == 0 ? QString() : QLocale().toString(record.score, 'f', 2); // a written text has none
    case Model:
        return record.modelTitle.empty() ? modelShort(record.model) : toQString(record.modelTitle);
    case When:
        return agoText(record.createdAt);
    case Verdict:
        return record.correction.empty() ? QString()
            : corrected                  ? tr("wrong: %1").arg(toQString(record.correction))
                                         : tr("right");
    default:
        return {};
    }
}

QVariant TryModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole && section == Score) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    const QString titles[] = {tr("text"), tr("answer"), tr("score"), tr("model"), tr("when"), tr("you said")};
    return section < ColumnCount ? titles[section] : QVariant();
}

}
