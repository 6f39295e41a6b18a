// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/kit.h"

class QComboBox;
class QLineEdit;
class QListView;
class QStackedWidget;

namespace espalier {

class ModelFilter;
class ModelListModel;

/// The models at the page's side, to be filtered by words, family, task, and whether they are on this computer.
class ModelList : public Card {
    Q_OBJECT
public:
    explicit ModelList(QWidget* parent = nullptr);
    void setModels(std::vector<ModelInfo> models);
    void setActivity(const std::string& reference, const QString& text); ///< as ModelListModel has it
    void select(const std::string& reference); ///< the first one where it is not shown
    const ModelInfo* current() const; ///< null: none fits
    void showAll(); ///< without any filter

Q_SIGNALS:
    void currentChanged();

private:
    void addFilters();
    QComboBox* addCombo(class QHBoxLayout* row, const char* name, const QString& label);
    void addList();
    void fillFilters(const std::vector<ModelInfo>& models);
    void applyFilters();

    QLineEdit* m_words;
    QComboBox *m_family, *m_task;
    QPushButton* m_installed;
    QListView* m_list;
    QStackedWidget* m_stack; ///< the list, or that nothing fits
    ModelListModel* m_model;
    ModelFilter* m_filter;
};

}
