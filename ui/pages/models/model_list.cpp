// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models/model_list.h"

#include "ui/bridge/strings.h"
#include "ui/item_models/model_filter.h"
#include "ui/item_models/model_list_model.h"
#include "ui/pages/common/words.h"
#include "ui/pages/models/model_delegate.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <algorithm>
#include <set>

namespace espalier {

ModelList::ModelList(QWidget* parent) : Card(parent) {
    setFixedWidth(300);
    m_model = new ModelListModel(this);
    m_filter = new ModelFilter(this);
    m_filter->setSourceModel(m_model);
    addFilters();
    addList();
}

void ModelList::addFilters() {
    m_words = new QLineEdit(this);
    m_words->setObjectName(QStringLiteral("models.filter"));
    m_words->setPlaceholderText(tr("Name, family, language…"));
    m_words->setAccessibleName(tr("Filter models"));
    m_words->setClearButtonEnabled(true);
    m_installed = tabButton(tr("Installed"), this);
    m_installed->setObjectName(QStringLiteral("models.installed"));
    m_installed->setToolTip(tr("Only what is on this computer"));
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_words, 1);
    first->addWidget(m_installed);
    body()->addLayout(first);
    auto* second = new QHBoxLayout;
    second->setSpacing(8);
    m_family = addCombo(second, "models.family", tr("Family"));
    m_task = addCombo(second, "models.task", tr("Task"));
    body()->addLayout(second);
    connect(m_words, &QLineEdit::textChanged, this, &ModelList::applyFilters);
    connect(m_installed, &QPushButton::toggled, this, &ModelList::applyFilters);
}

QComboBox* ModelList::addCombo(QHBoxLayout* row, const char* name, const QString& label) {
    auto* combo = new QComboBox(this);
    combo->setObjectName(QLatin1String(name));
    combo->setAccessibleName(label);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(6);
    connect(combo, &QComboBox::activated, this, &ModelList::applyFilters);
    row->addWidget(combo, 1);
    return combo;
}

void ModelList::addList() {
    m_list = new QListView(this);
    m_list->setObjectName(QStringLiteral("models.list"));
    m_list->setAccessibleName(tr("Models"));
    m_list->setModel(m_filter);
    m_list->setItemDelegate(new ModelDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto* nothing
        = new EmptyState(QStringLiteral("search"), tr("No model fits"), tr("None has all that is asked for here."), this);
    auto* all = nothing->addButton(tr("Sho&w all"), false);
    all->setObjectName(QStringLiteral("models.showAll"));
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_list);
    m_stack->addWidget(nothing);
    body()->addWidget(m_stack, 1);
    connect(all, &QPushButton::clicked, this, &ModelList::showAll);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ModelList::currentChanged);
}

void ModelList::setModels(std::vector<ModelInfo> models) {
    fillFilters(models);
    m_model->setModels(std::move(models));
    applyFilters();
}

void ModelList::fillFilters(const std::vector<ModelInfo>& models) {
    std::set<std::string> families, tasks;
    for (const ModelInfo& info : models) {
        if (!info.family.empty()) families.insert(info.family);
        tasks.insert(info.tasks.begin(), info.tasks.end());
    }
    const auto fill = [](QComboBox* combo, const QString& all, const std::set<std::string>& values, auto title) {
        const QVariant before = combo->currentData();
        combo->clear();
        combo->addItem(all, QString());
        for (const std::string& value : values)
            combo->addItem(title(value), toQString(value));
        combo->setCurrentIndex(std::max(0, combo->findData(before)));
    };
    fill(m_family, tr("All families"), families, [](const std::string& family) { return toQString(family); });
    fill(m_task, tr("All tasks"), tasks, [](const std::string& task) { return taskTitle(task); });
}

void ModelList::applyFilters() {
    const ModelInfo* before = current();
    const std::string reference = before ? before->reference : std::string();
    m_filter->setWords(m_words->text());
    m_filter->setFamily(toStdString(m_family->currentData().toString()));
    m_filter->setTask(toStdString(m_task->currentData().toString()));
    m_filter->setInstalledOnly(m_installed->isChecked());
    m_stack->setCurrentIndex(m_filter->rowCount() > 0 ? 0 : 1);
    if (!current() && m_filter->rowCount() > 0) select(reference);
    Q_EMIT currentChanged();
}

void ModelList::showAll() {
    {
        const QSignalBlocker words(m_words), installed(m_installed);
        m_words->clear();
        m_installed->setChecked(false);
    }
    m_family->setCurrentIndex(0);
    m_task->setCurrentIndex(0);
    applyFilters();
}

void ModelList::setActivity(const std::string& reference, const QString& text) {
    m_model->setActivity(reference, text);
}

void ModelList::select(const std::string& reference) {
    const int row = m_model->find(reference);
    const QModelIndex index = row < 0 ? QModelIndex() : m_filter->mapFromSource(m_model->index(row));
    m_list->setCurrentIndex(index.isValid() ? index : m_filter->index(0, 0));
}

const ModelInfo* ModelList::current() const {
    const QModelIndex index = m_filter->mapToSource(m_list->currentIndex());
    return index.isValid() ? &m_model->at(index.row()) : nullptr;
}

}
