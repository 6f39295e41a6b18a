// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/data_page.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/data/dataset_list.h"
#include "ui/pages/data/dataset_view.h"
#include "ui/pages/data/import_panel.h"
#include "ui/widgets/dialogs.h"

#include <QStackedLayout>
#include <QVBoxLayout>

namespace espalier {

DataPage::DataPage(Session& session, QWidget* parent) : Page(session, parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->addLayout(m_stack = new QStackedLayout, 1);     // a stacked layout by itself knows no margins
    build();
    connect(&session, &Session::datasetRequested, this, &DataPage::openDataset);
    connect(&session, &Session::importRequested, this, &DataPage::preview);
    connect(&session, &Session::datasetsChanged, this, [this] {
        if (m_open) loadList();
    });
    connect(&session, &Session::modelsChanged, this, [this] {
        if (m_open && m_stack->currentWidget() == m_view) m_view->reload();
    });
}

void DataPage::build() {
    m_list = new DatasetList;
    m_view = new DatasetView(session());
    m_import = new ImportPanel(session());
    for (QWidget* widget :
         {static_cast<QWidget*>(m_list), static_cast<QWidget*>(m_view), static_cast<QWidget*>(m_import)})
        m_stack->addWidget(widget);
    connect(m_list, &DatasetList::importRequested, this, &DataPage::chooseFile);
    connect(m_list, &DatasetList::datasetChosen, this, &DataPage::openDataset);
    connect(m_view, &DatasetView::backRequested, this, &DataPage::showList);
    connect(m_import, &ImportPanel::imported, this, &DataPage::openDataset);
    connect(m_import, &ImportPanel::cancelled, this, &DataPage::showList);
}

void DataPage::chooseFile() {
    const QString file = dialogs().openFile(this, tr("Import a file of texts"),
                                            tr("Texts (*.csv *.tsv *.txt *.jsonl *.json *.conll);;All files (*)"));
    if (!file.isEmpty()) preview(file);
}

void DataPage::preview(const QString& path) {
    m_import->openFile(path);
    m_stack->setCurrentWidget(m_import);
}

void DataPage::openDataset(const QString& name) {
    m_view->open(toStdString(name));
    m_stack->setCurrentWidget(m_view);
}

void DataPage::showList() {
    m_stack->setCurrentWidget(m_list);
    loadList();
}

void DataPage::loadList() {
    askLatest(
        m_load, this, workspace(), [](Workspace& engine) { return engine.datasets(); },
        [this](Result<std::vector<DatasetInfo>> datasets) {
            if (!datasets) return m_list->banner()->showError(datasets.error());
            m_list->setDatasets(*datasets);
            if (m_posing && !datasets->empty()) openDataset(toQString(datasets->front().record.name));
            m_posing = false;
        });
}

void DataPage::opened() {
    m_open = true;
    if (m_stack->currentWidget() == m_view && !m_view->name().empty()) m_view->reload();
    loadList();
}

void DataPage::retranslate() {
    const std::string name = m_stack->currentWidget() == m_view ? m_view->name() : std::string();
    const QString file = m_stack->currentWidget() == m_import ? m_import->path() : QString();
    delete m_list;
    delete m_view;
    delete m_import;
    build();
    if (!name.empty()) openDataset(toQString(name));
    if (!file.isEmpty()) preview(file);
    if (m_open) loadList();
}

void DataPage::themeChanged() {
    m_view->themeChanged();
}

bool DataPage::pose(int index) {
    m_posing = index == 0;
    if (index <= 1) showList();
    return index <= 1;
}

}
