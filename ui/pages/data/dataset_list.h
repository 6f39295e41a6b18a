// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/kit.h"

#include <QWidget>

class QStackedLayout;

namespace espalier {

class DatasetListModel;

/// All imported datasets, or how to get the first one.
class DatasetList : public QWidget {
    Q_OBJECT
public:
    explicit DatasetList(QWidget* parent = nullptr);
    void setDatasets(std::vector<DatasetInfo> datasets);
    MessageBanner* banner() { return m_banner; }

Q_SIGNALS:
    void importRequested();
    void datasetChosen(const QString& name);

private:
    DatasetListModel* m_model;
    PageHeader* m_header;
    MessageBanner* m_banner;
    QTableView* m_table;
    Card* m_card;
    EmptyState* m_empty;
};

}
