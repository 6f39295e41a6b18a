// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

class QStackedLayout;

namespace espalier {

class DatasetList;
class DatasetView;
class ImportPanel;

/// Data: the datasets, one of them, or a file about to be imported.
class DataPage : public Page {
    Q_OBJECT
public:
    explicit DataPage(Session& session, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("data"); }
    QString title() const override { return tr("&Data"); }
    QString iconName() const override { return QStringLiteral("database"); }
    void opened() override;
    void closed() override { m_open = false; }
    void retranslate() override;
    void themeChanged() override;
    bool pose(int index) override; ///< 0: the first dataset, 1: the list

private:
    void build();
    void chooseFile();
    void preview(const QString& path);
    void openDataset(const QString& name);
    void showList();
    void loadList();

    QStackedLayout* m_stack;
    DatasetList* m_list = nullptr;
    DatasetView* m_view = nullptr;
    ImportPanel* m_import = nullptr;
    LatestJob m_load;
    bool m_open = false, m_posing = false;
};

}
