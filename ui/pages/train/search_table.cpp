// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/search_table.h"

#include "ui/item_models/pill_delegate.h"
#include "ui/item_models/roles.h"
#include "ui/pages/common/words.h"
#include "ui/pages/train/search_fields.h"

#include <QHeaderView>
#include <QLocale>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

namespace espalier {

namespace {

using State = SearchRow::State;

Tone toneOf(State state) {
    switch (state) {
    case State::Best:
    case State::Kept: return Tone::Good;
    case State::Failed: return Tone::Bad;
    case State::Running: return Tone::Blue;
    default: return Tone::Muted;
    }
}

QString epochText(double epochs) {
    return QLocale().toString(epochs, 'g', 3);
}

}

QString searchStateText(const SearchRow& row) {
    const QLocale locale;
    switch (row.state) {
    case State::Waiting: return SearchTable::tr("waiting");
    case State::Running: return SearchTable::tr("running");
    case State::Scored: return SearchTable::tr("trained");
    case State::Kept: return SearchTable::tr("goes on");
    case State::Failed: return SearchTable::tr("failed");
    case State::Best: return SearchTable::tr("the best");
    case State::Cut: break;
    }
    return SearchTable::tr("cut: place %1 of %2, the best %Ln went on", nullptr, static_cast<int>(row.kept))
        .arg(locale.toString(qulonglong(row.place)), locale.toString(qulonglong(row.of)));
}

SearchTable::SearchTable(QWidget* parent) : Card(parent) {
    setTitle(tr("Combinations"));
    m_model = new QStandardItemModel(this);
    m_model->setSortRole(SortRole);
    m_view = new QTableView(this);
    m_view->setObjectName(QStringLiteral("train.search.table"));
    m_view->setAccessibleName(tr("Combinations of the search"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new PillDelegate(m_view));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    styleTable(m_view);
    m_view->setSortingEnabled(false);
    body()->addWidget(m_view, 1);
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex& index) {
        const qint64 run = index.siblingAtColumn(0).data(IdRole).toLongLong();
        if (run > 0) Q_EMIT runRequested(run);
    });
}

void SearchTable::setRows(const SearchPlan& plan, std::vector<SearchRow> rows) {
    m_plan = plan;
    m_rows = std::move(rows);
    fill();
}

void SearchTable::fill() {
    const int current = m_view->currentIndex().row();
    m_model->clear();
    QStringList heads;
    for (const SearchAxis& axis : m_plan.axes) heads << searchFieldTitle(axis.field);
    heads << tr("Epochs") << metricTitle(m_plan.recipe.training.earlyStoppingMetric) << tr("Run") << tr("State");
    m_model->setHorizontalHeaderLabels(heads);
    for (int column = 0; column + 1 < int(heads.size()); ++column)
        m_model->setHeaderData(column, Qt::Horizontal, int(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    for (const SearchRow& row : m_rows) m_model->appendRow(cells(row));
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setSectionResizeMode(m_model->columnCount() - 1, QHeaderView::Stretch);
    if (current >= 0) m_view->selectRow(std::min(current, m_model->rowCount() - 1));
}

QList<QStandardItem*> SearchTable::cells(const SearchRow& row) const {
    const bool grey = row.state == State::Cut || row.state == State::Waiting || row.state == State::Failed;
    QList<QStandardItem*> made;
    const auto add = [&](const QString& text, bool number) {
        auto* item = new QStandardItem(text);
        item->setEditable(false);
        if (number) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        if (grey) item->setForeground(Theme::instance().color(Tone::Muted));
        item->setData(qlonglong(row.run), IdRole);
        made << item;
        return item;
    };
    for (const SearchAxis& axis : m_plan.axes) {
        const auto value = row.values.find(axis.field);
        add(value == row.values.end() ? QString() : searchValueText(value->second), true);
    }
    add(row.epochs > 0 ? epochText(row.epochs) : QStringLiteral("–"), true);
    add(row.measured ? scoreText(row.score) : QStringLiteral("–"), true);
    add(row.run > 0 ? QLocale().toString(qlonglong(row.run)) : QStringLiteral("–"), true);
    auto* state = add(searchStateText(row), false);
    if (row.state != State::Waiting) state->setData(int(toneOf(row.state)), ToneRole);
    return made;
}

void SearchTable::recolour() {
    fill();
}

}
