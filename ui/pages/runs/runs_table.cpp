// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/runs_table.h"

#include "ui/item_models/pill_delegate.h"
#include "ui/item_models/roles.h"
#include "ui/item_models/run_list_model.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/runs/intervals.h"

#include <QHeaderView>
#include <QKeyEvent>
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
    m_table->installEventFilter(this);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        const int group = groupRow(index);
        if (group < 0) return Q_EMIT activated();
        toggle(index, !m_model->group(group).open);
    });
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& index) {
        const int group = groupRow(index);
        if (group >= 0 && index.column() == RunListModel::Number) toggle(index, !m_model->group(group).open);
    });
}

int RunsTable::groupRow(const QModelIndex& index) const {
    const int row = index.isValid() ? m_filter->mapToSource(index).row() : -1;
    return row >= 0 && m_model->isGroup(row) ? row : -1;
}

void RunsTable::toggle(const QModelIndex& index, bool open) {
    m_model->setOpen(groupRow(index), open);
    if (!open && m_table->selectionModel()->selectedRows().isEmpty()) select({index.data(IdRole).toLongLong()});
}

bool RunsTable::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const QModelIndex index = m_table->currentIndex();
        if ((key == Qt::Key_Left || key == Qt::Key_Right) && groupRow(index) >= 0) {
            toggle(index, (key == Qt::Key_Right) == (layoutDirection() == Qt::LeftToRight));
            return true;
        }
    }
    return Card::eventFilter(watched, event);
}

void RunsTable::setRuns(std::vector<RunRecord> runs) {
    const std::vector<std::int64_t> chosen = selectedRows();
    m_restoring = true;
    m_model->setRuns(std::move(runs));
    m_restoring = false;
    select(chosen);
    if (selected().empty()) selectFirst(1);
}

std::vector<std::int64_t> RunsTable::selectedRows() const {
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    std::vector<std::int64_t> ids;
    for (const QModelIndex& row : rows) ids.push_back(row.data(IdRole).toLongLong());
    return ids;
}

std::vector<RunRecord> RunsTable::selected() const {
    std::vector<RunRecord> runs;
    const auto add = [&runs](const RunRecord& run) {
        if (std::none_of(runs.begin(), runs.end(), [&](const RunRecord& known) { return known.id == run.id; })) runs.push_back(run);
    };
    for (const std::int64_t id : selectedRows()) {
        const int row = m_model->find(id);
        if (row < 0) continue;
        if (!m_model->isGroup(row)) add(m_model->at(row));
        else for (const RunRecord* run : m_model->group(row).runs) add(*run);
    }
    return runs;
}

void RunsTable::select(const std::vector<std::int64_t>& runs) {
    m_restoring = true;
    for (const std::int64_t run : runs)
        if (const int row = m_model->find(run); row >= 0 && m_model->groupOf(row) >= 0) m_model->setOpen(m_model->groupOf(row), true);
    QItemSelection selection;
    QModelIndex first;
    for (const std::int64_t run : runs) {
        const int row = m_model->find(run);
        const QModelIndex index = row < 0 ? QModelIndex() : m_filter->mapFromSource(m_model->index(row, 0));
        if (!index.isValid()) continue;
        selection.select(index, index.siblingAtColumn(RunListModel::ColumnCount - 1));
        if (!first.isValid()) first = index;
    }
    if (first.isValid()) m_table->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    m_restoring = false;
    if (first.isValid()) m_table->scrollTo(first);
    Q_EMIT selectionChanged();
}

void RunsTable::selectFirst(int wanted) {
    std::vector<std::int64_t> runs;
    for (int row = 0; row < std::min(wanted, m_filter->rowCount()); ++row)
        runs.push_back(m_filter->index(row, 0).data(IdRole).toLongLong());
    select(runs);
}

/// In a narrow window the data's column goes: a run's usual name begins with it, and Recipe has it in full.
void RunsTable::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    m_table->setColumnHidden(RunListModel::Data, width() < kWidthOfAllColumns);
}

int RunsTable::count() const {
    return m_model->runCount();
}

}
