// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/item_models/row_model.h"

#include "ui/bridge/strings.h"
#include "ui/item_models/roles.h"
#include "ui/item_models/string_table_model.h"
#include "ui/pages/common/words.h"

#include <QLocale>
#include <QPointer>

#include <algorithm>
#include <limits>

namespace espalier {

Tone findingTone(FindingKind kind) {
    switch (kind) {
    case FindingKind::EmptyText:
    case FindingKind::EmptyLabel:
    case FindingKind::ConflictingLabels:
    case FindingKind::LeakAcrossSplit:
    case FindingKind::OneClass:
        return Tone::Bad;
    default:
        return Tone::Warn;
    }
}

RowModel::RowModel(Fetch fetch, QObject* parent) : QAbstractTableModel(parent), m_fetch(std::move(fetch)) { }

void RowModel::setQuery(RowQuery query, std::int64_t count) {
    beginResetModel();
    m_query = std::move(query);
    m_count = static_cast<int>(std::clamp<std::int64_t>(count, 0, std::numeric_limits<int>::max()));
    ++m_generation;
    m_pages.clear();
    m_recent.clear();
    m_requested.clear();
    endResetModel();
}

void RowModel::setLabels(const std::vector<LabelCount>& labels, bool entities) {
    m_entities = entities;
    // By name, so that a label keeps its colour when the counts change.
    m_labelOrder.clear();
    std::vector<std::string> names;
    for (const LabelCount& label : labels)
        names.push_back(label.label);
    std::sort(names.begin(), names.end());
    for (std::size_t i = 0; i < names.size(); ++i)
        m_labelOrder[names[i]] = static_cast<int>(i);
}

void RowModel::setFindings(std::shared_ptr<const RowFindings> findings) {
    m_findings = std::move(findings);
    if (m_count > 0) Q_EMIT dataChanged(index(0, Found), index(m_count - 1, Found));
}

int RowModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_count;
}

int RowModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

const StoredRow* RowModel::row(int index) const {
    const int page = index / kPage;
    const auto found = m_pages.find(page);
    if (found == m_pages.end()) {
        request(page);
        return nullptr;
    }
    const auto within = static_cast<std::size_t>(index % kPage);
    return within < found->second.size() ? &found->second[within] : nullptr;
}

void RowModel::request(int page) const {
    if (!m_requested.insert(page).second) return;
    RowQuery query = m_query;
    query.offset = static_cast<std::int64_t>(page) * kPage;
    query.limit = kPage;
    auto* self = const_cast<RowModel*>(this);
    m_fetch(query, [guard = QPointer<RowModel>(self), generation = m_generation, page](std::vector<StoredRow> rows) {
        if (guard) guard->take(generation, page, std::move(rows));
    });
}

void RowModel::take(std::uint64_t generation, int page, std::vector<StoredRow> rows) {
    if (generation != m_generation) return;
    m_pages[page] = std::move(rows);
    m_recent.push_front(page);
    if (m_recent.size() > kPagesKept) {
        m_pages.erase(m_recent.back());
        m_requested.erase(m_recent.back());
        m_recent.pop_back();
    }
    const int first = page * kPage, last = std::min(first + kPage, m_count) - 1;
    if (first <= last) Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

QVariant RowModel::display(const StoredRow& stored, int column) const {
    switch (column) {
    case Number:
        return QLocale().toString(qlonglong(stored.position + 1));
    case Text: {
        const QString text = oneLine(toQString(stored.example.text));
        const QString whole = stored.example.pair.empty()
            ? text
            : text + QStringLiteral(" │ ") + oneLine(toQString(stored.example.pair));
        return whole.isEmpty() ? QStringLiteral("—") : whole;
    }
    case Label:
        if (m_answers) return answersText(stored.example.label);
        return m_entities ? entitiesText(stored.example.text, stored.example.label) : toQString(stored.example.label);
    case Part: {
        const QString names[] = {QString(), tr("train"), tr("validation"), tr("test")};
        return names[static_cast<int>(stored.split)];
    }
    default:
        break;
    }
    if (!m_findings) return {};
    const auto found = m_findings->find(stored.position);
    if (found == m_findings->end()) return {};
    const QString first = findingTitle(found->second.front());
    return found->second.size() == 1 ? first : tr("%1 +%2").arg(first).arg(found->second.size() - 1);
}

QVariant RowModel::tone(const StoredRow& stored, int column) const {
    if (column == Label && !m_entities && !m_answers && !stored.example.label.empty()) {
        const auto order = m_labelOrder.find(stored.example.label);
        const int place = order == m_labelOrder.end() ? 0 : order->second;
        constexpr Tone tones[] = {Tone::Muted, Tone::Blue, Tone::Orange, Tone::Purple, Tone::Green, Tone::Vermilion};
        return int(tones[place % int(std::size(tones))]);
    }
    if (column != Found || !m_findings) return {};
    const auto found = m_findings->find(stored.position);
    return found == m_findings->end() ? QVariant() : int(findingTone(found->second.front()));
}

QVariant RowModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::TextAlignmentRole)
        return index.column() == Number ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != ToneRole && role != IdRole) return {};
    const StoredRow* stored = row(index.row());
    if (!stored) return role == Qt::DisplayRole && index.column() == Text ? QVariant(QStringLiteral("…")) : QVariant();
    if (role == IdRole) return qlonglong(stored->position);
    if (role == ToneRole) return tone(*stored, index.column());
    if (role == Qt::ToolTipRole)
        return index.column() == Text              ? QVariant(toQString(stored->example.text).left(1500))
            : index.column() == Label && m_entities ? QVariant(display(*stored, Label).toString().left(1500))
                                                    : QVariant();
    return display(*stored, index.column());
}

QVariant RowModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole && section == Number) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    const QString titles[] = {tr("#"), tr("text"), tr("label"), tr("part"), tr("findings")};
    return section < ColumnCount ? titles[section] : QVariant();
}

}
