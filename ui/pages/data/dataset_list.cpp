// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/dataset_list.h"

#include "ui/item_models/dataset_list_model.h"
#include "ui/item_models/roles.h"

#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

namespace espalier {

DatasetList::DatasetList(QWidget* parent) : QWidget(parent), m_model(new DatasetListModel(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    m_header = new PageHeader(this);
    m_header->setTitle(tr("Data"));
    auto* import = primaryButton(tr("&Import a file…"), this);
    import->setObjectName(QStringLiteral("data.import"));
    connect(import, &QPushButton::clicked, this, &DatasetList::importRequested);
    m_header->addAction(import);
    layout->addWidget(m_header);
    layout->addWidget(m_banner = new MessageBanner(this));

    m_card = new Card(this);
    m_table = new QTableView(m_card);
    m_table->setObjectName(QStringLiteral("data.list"));
    m_table->setAccessibleName(tr("Datasets"));
    auto* proxy = new QSortFilterProxyModel(this);
    proxy->setSourceModel(m_model);
    proxy->setSortRole(SortRole);
    m_table->setModel(proxy);
    styleTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->sortByColumn(DatasetListModel::Imported, Qt::DescendingOrder);
    QHeaderView* head = m_table->horizontalHeader();
    head->setSectionResizeMode(QHeaderView::Interactive);
    constexpr int widths[] = {230, 80, 150, 200, 200, 120};
    for (int column = 0; column < DatasetListModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, widths[column]);
    head->setStretchLastSection(true);
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT datasetChosen(index.data(IdRole).toString()); });
    connect(m_table, &QTableView::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT datasetChosen(index.data(IdRole).toString()); });
    m_card->body()->addWidget(m_table);
    layout->addWidget(m_card, 1);

    m_empty = new EmptyState(QStringLiteral("database"), tr("No data yet"),
                             tr("Drop a CSV, TSV or JSON-lines file anywhere in this window, or choose one. A column "
                                "of texts and one of labels is all it takes."),
                             this);
    auto* first = m_empty->addButton(tr("Import a file…"));
    first->setObjectName(QStringLiteral("data.import.first"));
    connect(first, &QPushButton::clicked, this, &DatasetList::importRequested);
    layout->addWidget(m_empty, 1);
    m_card->hide();
}

void DatasetList::setDatasets(std::vector<DatasetInfo> datasets) {
    const bool none = datasets.empty();
    m_header->setSubtitle(none ? tr("Texts with labels, to train on and to test with.")
                               : tr("%Ln dataset(s) in this workspace", nullptr, static_cast<int>(datasets.size())));
    m_model->setDatasets(std::move(datasets));
    m_card->setVisible(!none);
    m_empty->setVisible(none);
}

}
