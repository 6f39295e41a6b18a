// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/theme.h"

#include <QAbstractTableModel>

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace espalier {

/// Position of a row → what was found about it.
using RowFindings = std::unordered_map<std::int64_t, std::vector<FindingKind>>;

/// Rows of a dataset, read by the page as they scroll into sight; a row not read yet shows an ellipsis.
class RowModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, Text, Label, Part, Found, ColumnCount };
    static constexpr int kPage = 200, kPagesKept = 40;

    /// Reads the rows of a query and hands them on, at once or later, on the GUI thread.
    using Fetch = std::function<void(const RowQuery& query, std::function<void(std::vector<StoredRow>)> done)>;

    explicit RowModel(Fetch fetch, QObject* parent = nullptr);
    /// Shows the `count` rows of another query.
    void setQuery(RowQuery query, std::int64_t count);
    /// Decides the colours; `entities`: labels are types of entities, and rows show theirs in words.
    void setLabels(const std::vector<LabelCount>& labels, bool entities = false);
    /// Whether labels are answers to questions, shown in words.
    void setAnswers(bool answers) { m_answers = answers; }
    void setFindings(std::shared_ptr<const RowFindings> findings);
    const RowQuery& query() const { return m_query; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const StoredRow* row(int index) const;
    void request(int page) const;
    void take(std::uint64_t generation, int page, std::vector<StoredRow> rows);
    QVariant display(const StoredRow& row, int column) const;
    QVariant tone(const StoredRow& row, int column) const;

    Fetch m_fetch;
    RowQuery m_query;
    int m_count = 0;
    std::uint64_t m_generation = 0; ///< answers to an older query are dropped
    std::map<std::string, int> m_labelOrder;
    bool m_entities = false, m_answers = false;
    std::shared_ptr<const RowFindings> m_findings;
    // What has been read, and what is on its way: data() asks for pages, so these change in const calls.
    mutable std::map<int, std::vector<StoredRow>> m_pages;
    mutable std::list<int> m_recent; ///< newest first
    mutable std::set<int> m_requested;
};

/// Worse kinds first, for the pill of a row with several findings.
Tone findingTone(FindingKind kind);

}
