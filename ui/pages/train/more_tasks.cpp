// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/more_tasks.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/field.h"
#include "ui/pages/common/number_edit.h"
#include "ui/pages/common/words.h"
#include "ui/widgets/kit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include <algorithm>

namespace espalier {

namespace {

bool hasOwnHead(const DatasetInfo& info) {
    const std::string& task = info.record.task;
    return findTaskInfo(task) && !isLanguageTask(task) && task != "qa" && !info.record.mapping.label.empty();
}

MoreTask taskOf(const DatasetInfo& info) {
    MoreTask task;
    task.data = info.record.name;
    task.task = info.record.task;
    task.textColumn = info.record.mapping.text;
    task.pairColumn = info.record.mapping.pair;
    task.labelColumn = info.record.mapping.label;
    return task;
}

}

MoreTasks::MoreTasks(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(boldLabel(tr("More tasks"), this));
    layout->addWidget(mutedLabel(tr("Further datasets, each with a head of its own on the same body. The best step is that of the data above."), this));
    m_lines = new QVBoxLayout;
    m_lines->setSpacing(8);
    layout->addLayout(m_lines);
    m_add = small(quietButton(tr("Add a &task"), this));
    m_add->setObjectName(QStringLiteral("train.more_tasks.add"));
    layout->addWidget(m_add, 0, Qt::AlignLeading);
    addSampling(layout);
    addGeneral(layout);
    connect(m_add, &QPushButton::clicked, this, [this] {
        const auto fresh = [this](const DatasetInfo& info) {
            return hasOwnHead(info) && info.record.name != m_first
                && std::none_of(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.task.data == info.record.name; });
        };
        auto found = std::find_if(m_datasets.begin(), m_datasets.end(), fresh);
        if (found == m_datasets.end()) found = std::find_if(m_datasets.begin(), m_datasets.end(), hasOwnHead);
        if (found == m_datasets.end()) return;
        addRow(taskOf(*found));
        Q_EMIT changed();
    });
    setRecipe({});
}

void MoreTasks::addSampling(QVBoxLayout* layout) {
    m_sampling = new QWidget(this);
    auto* row = new QHBoxLayout(m_sampling);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(14);
    m_how = new QComboBox(m_sampling);
    m_how->setObjectName(QStringLiteral("train.sampling"));
    m_how->addItem(tr("by their rows"), QStringLiteral("proportional"));
    m_how->addItem(tr("all the same"), QStringLiteral("equal"));
    m_how->addItem(tr("by a temperature"), QStringLiteral("temperature"));
    m_temperature = new NumberEdit(NumberKind::Real, m_sampling);
    m_temperature->setObjectName(QStringLiteral("train.temperature"));
    m_temperature->setBounds(1, 100);
    m_weight = new NumberEdit(NumberKind::Real, m_sampling);
    m_weight->setObjectName(QStringLiteral("train.task_weight"));
    m_weight->setBounds(0.001, 1000);
    auto* how = new Field(tr("Sampling"), m_how, m_sampling);
    how->setHint(tr("whose turn a step is"));
    m_temperatureField = new Field(tr("Temperature"), m_temperature, m_sampling);
    m_temperatureField->setHint(tr("1: by rows; more: more even"));
    auto* weight = new Field(tr("Weight of the first task"), m_weight, m_sampling);
    weight->setHint(tr("of its loss"));
    for (Field* field : {how, m_temperatureField, weight}) row->addWidget(field, 1);
    layout->addWidget(m_sampling);
    connect(m_how, &QComboBox::activated, this, [this] {
        arrange();
        Q_EMIT changed();
    });
    for (NumberEdit* edit : {m_temperature, m_weight}) connect(edit, &NumberEdit::numberChanged, this, &MoreTasks::changed);
}

void MoreTasks::addGeneral(QVBoxLayout* layout) {
    m_general = new QComboBox(this);
    m_general->setObjectName(QStringLiteral("train.general"));
    auto* field = new Field(tr("General text"), m_general, this);
    field->setHint(tr("shows what the model forgets of what it was pretrained for"));
    layout->addWidget(field);
    connect(m_general, &QComboBox::activated, this, &MoreTasks::changed);
    fillData(m_general, {}, true);
}

const DatasetInfo* MoreTasks::dataset(const std::string& name) const {
    const auto found = std::find_if(m_datasets.begin(), m_datasets.end(), [&](const DatasetInfo& info) { return info.record.name == name; });
    return found == m_datasets.end() ? nullptr : &*found;
}

/// Datasets that can be chosen, and what is chosen even where it is a file.
void MoreTasks::fillData(QComboBox* combo, const std::string& chosen, bool mayBeNone) const {
    const QSignalBlocker quiet(combo);
    combo->clear();
    if (mayBeNone) combo->addItem(tr("none"), QString());
    for (const DatasetInfo& info : m_datasets)
        if (mayBeNone || hasOwnHead(info)) combo->addItem(toQString(info.record.name), toQString(info.record.name));
    const QString value = toQString(chosen);
    if (combo->findData(value) < 0) combo->addItem(dataShort(chosen), value);
    combo->setCurrentIndex(combo->findData(value));
}

void MoreTasks::addRow(const MoreTask& task) {
    auto* line = new QWidget(this);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    auto* combo = new QComboBox(line);
    combo->setObjectName(QStringLiteral("train.more_tasks.data"));
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto* dataField = new Field(tr("Data"), combo, line);
    auto* weight = new NumberEdit(NumberKind::Real, line);
    weight->setObjectName(QStringLiteral("train.more_tasks.weight"));
    weight->setBounds(0.001, 1000);
    weight->setNumber(task.weight);
    auto* weightField = new Field(tr("Weight"), weight, line);
    weightField->setHint(tr("of its loss"));
    auto* remove = small(quietButton(tr("Remove"), line));
    remove->setObjectName(QStringLiteral("train.more_tasks.remove"));
    layout->addWidget(dataField, 3);
    layout->addWidget(weightField, 1);
    layout->addWidget(remove, 0, Qt::AlignVCenter);
    m_lines->addWidget(line);
    m_rows.push_back({task, line, combo, dataField, weight});
    fillData(combo, task.data, false);
    describe(m_rows.back());
    connect(combo, &QComboBox::activated, this, [this, line] {
        for (Row& row : m_rows)
            if (row.line == line) choose(row);
        Q_EMIT changed();
    });
    connect(weight, &NumberEdit::numberChanged, this, &MoreTasks::changed);
    connect(remove, &QPushButton::clicked, this, [this, line] {
        removeRow(line);
        Q_EMIT changed();
    });
    arrange();
}

void MoreTasks::removeRow(const QWidget* line) {
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.line == line; });
    if (found == m_rows.end()) return;
    found->line->hide();
    found->line->deleteLater();
    m_rows.erase(found);
    arrange();
}

void MoreTasks::choose(Row& row) {
    const DatasetInfo* info = dataset(toStdString(row.data->currentData().toString()));
    if (info && info->record.name != row.task.data) row.task = taskOf(*info);
    describe(row);
}

void MoreTasks::describe(Row& row) {
    QStringList said {taskTitle(row.task.task)};
    if (const DatasetInfo* info = dataset(row.task.data)) said << tr("%Ln row(s)", nullptr, static_cast<int>(info->record.rows));
    said << tr("label ← %1").arg(toQString(row.task.labelColumn));
    row.dataField->setHint(said.join(QStringLiteral(" · ")));
}

void MoreTasks::arrange() {
    m_sampling->setVisible(!m_rows.empty());
    m_temperatureField->setVisible(m_how->currentData().toString() == QStringLiteral("temperature"));
    m_add->setEnabled(std::any_of(m_datasets.begin(), m_datasets.end(), hasOwnHead));
    m_add->setToolTip(m_add->isEnabled() ? QString() : tr("There is no dataset with labels yet: import one on the Data page."));
}

void MoreTasks::setDatasets(const std::vector<DatasetInfo>& datasets) {
    const std::string general = toStdString(m_general->currentData().toString());
    m_datasets = datasets;
    fillData(m_general, general, true);
    for (Row& row : m_rows) {
        fillData(row.data, row.task.data, false);
        describe(row);
    }
    arrange();
}

void MoreTasks::setRecipe(const Recipe& recipe) {
    while (!m_rows.empty()) removeRow(m_rows.back().line);
    for (const MoreTask& task : recipe.multiTask.tasks) addRow(task);
    m_how->setCurrentIndex(std::max(0, m_how->findData(toQString(recipe.multiTask.sampling))));
    m_temperature->setNumber(recipe.multiTask.temperature);
    m_weight->setNumber(recipe.multiTask.weight);
    fillData(m_general, recipe.data.general, true);
    arrange();
}

void MoreTasks::apply(Recipe& recipe) const {
    auto& [tasks, sampling, temperature, weight] = recipe.multiTask;
    tasks.clear();
    for (const Row& row : m_rows) {
        tasks.push_back(row.task);
        tasks.back().weight = row.weight->number().value_or(row.task.weight);
    }
    const Recipe::MultiTask standard; // what is not shown is as if nobody had set it
    const bool several = !tasks.empty();
    sampling = several ? toStdString(m_how->currentData().toString()) : standard.sampling;
    temperature = several && sampling == "temperature" ? m_temperature->number().value_or(temperature) : standard.temperature;
    weight = several ? m_weight->number().value_or(weight) : standard.weight;
    recipe.data.general = toStdString(m_general->currentData().toString());
}

bool MoreTasks::isUsed() const {
    return !m_rows.empty() || !m_general->currentData().toString().isEmpty();
}

bool MoreTasks::readable() const {
    return m_temperature->number() && m_weight->number()
        && std::all_of(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.weight->number().has_value(); });
}

}
