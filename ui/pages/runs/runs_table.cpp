// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/runs_table.h"

#include "ui/item_models/pill_delegate.h"
#include "ui/item_models/run_list_model.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/runs/intervals.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier {

namespace {

constexpr int kWidthOfAllColumns = 1180;

}

RunsTable::RunsTable(Session& session, QWidget* parent) : Card(parent), m_session(session) {
    makeModel();
    m_words = new QLineEdit(this);
    m_words->setObjectName(QStringLiteral("runs.filter"));
    m_words->setPlaceholderText(tr("Filter: name, model, data, strategy, state…"));
    m_words->setAccessibleName(tr("Filter runs"));
    m_words->setClearButtonEnabled(true);
    body()->addWidget(m_words);
    body()->addWidget(m_none = mutedLabel(tr("No run matches."), this));
    m_none->hide();
    addTable();
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setWords(text);
        m_none->setVisible(m_filter->rowCount() == 0 && count() > 0);
    });
}

void RunsTable::makeModel() {
    m_model = new RunListModel(
        [this](std::vector<std::int64_t> runs, std::function<void(RunListModel::Intervals)> done) {
            ask(
                this, m_session.workspace(),
                [runs = std::move(runs)](Workspace& workspace) { return accuracyIntervals(workspace, runs); },
                [done = std::move(done)](Result<RunListModel::Intervals> found) {
                    if (found) done(std::move(*found));
                });
        },
        this);
    m_filter = new RunFilter(this);
    m_filter->setSourceModel(m_model);
}

void RunsTable::addTable() {
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("runs.table"));
    m_table->setAccessibleName(tr("Runs"));
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new PillDelegate(m_table));
    styleTable(m_table);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->sortByColumn(RunListModel::When, Qt::DescendingOrder);
    QHeaderView* head = m_table->horizontalHeader();
    head->setStretchLastSection(false);
    head->setSectionsMovable(true);
    constexpr int widths[] = {34, 0, 118, 126, 110, 122, 88, 90, 134, 104};
    for (int column = 0; column < RunListModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, widths[column]);
    head->setSectionResizeMode(RunListModel::Name, QHeaderView::Stretch);
    body()->addWidget(m_table, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_restoring) Q_EMIT selectionChanged();
    });
    connect(m_table, &QTableView::activated, this, &RunsTable::activated);
}

void RunsTable::setRuns(std::vector<RunRecord> runs) {
    std::vector<std::int64_t> chosen;
    for (const RunRecord& run : selected())
        chosen.push_back(run.id);
    m_restoring = true;
    m_model->setRuns(std::move(runs));
    m_restoring = false;
    select(chosen);
    if (selected().empty()) selectFirst(1);
}

std::vector<RunRecord> RunsTable::selected() const {
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    std::vector<RunRecord> runs;
    for (const QModelIndex& row : rows)
        runs.push_back(m_model->at(m_filter->mapToSource(row).row()));
    return runs;
}

void RunsTable::select(const std::vector<std::int64_t>& runs) {
    QItemSelection selection;
    QModelIndex first;
    for (const std::int64_t run : runs) {
        const int row = m_model->find(run);
        const QModelIndex index = row < 0 ? QModelIndex() : m_filter->mapFromSource(m_model->index(row, 0));
        if (!index.isValid()) continue;
        selection.select(index, index.siblingAtColumn(RunListModel::ColumnCount - 1));
        if (!first.isValid()) first = index;
    }
    m_restoring = true;
    if (first.isValid()) m_table->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    m_restoring = false;
    if (first.isValid()) m_table->scrollTo(first);
    Q_EMIT selectionChanged();
}

void RunsTable::selectFirst(int wanted) {
    std::vector<std::int64_t> runs;
    for (int row = 0; row < std::min(wanted, m_filter->rowCount()); ++row)
        runs.push_back(m_model->at(m_filter->mapToSource(m_filter->index(row, 0)).row()).id);
    select(runs);
}

/// In a narrow window the data's column goes: a run's usual name begins with it, and Recipe has it in full.
void RunsTable::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    m_table->setColumnHidden(RunListModel::Data, width() < kWidthOfAllColumns);
}

int RunsTable::count() const {
    return m_model->rowCount();
}

}
