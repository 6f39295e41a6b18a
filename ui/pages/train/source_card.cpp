// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/source_card.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/field.h"
#include "ui/pages/common/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>

#include <algorithm>

namespace espalier {

SourceCard::SourceCard(QWidget* parent) : Card(parent) {
    const auto combo = [this](const char* name) {
        auto* made = new QComboBox(this);
        made->setObjectName(QLatin1String(name));
        made->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        made->setMinimumContentsLength(14);
        connect(made, &QComboBox::activated, this, [this] {
            describeChoice();
            Q_EMIT changed();
        });
        return made;
    };
    m_data = combo("train.data");
    m_model = combo("train.model");
    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("train.name"));
    m_name->setMaxLength(200);
    connect(m_name, &QLineEdit::textEdited, this, &SourceCard::changed);
    m_dataField = new Field(tr("Data"), m_data, this);
    m_modelField = new Field(tr("M&odel"), m_model, this);
    m_nameField = new Field(tr("&Name of the run"), m_name, this);
    m_nameField->setHint(tr("empty: made from data and strategy"));
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    for (Field* field : {m_dataField, m_modelField, m_nameField})
        row->addWidget(field, 1);
    body()->addLayout(row);
}

void SourceCard::choose(QComboBox* combo, const QString& value, const QString& text) {
    // Nothing asked for: what is chosen stays, else the first.
    if (value.isEmpty())
        return combo->setCurrentIndex(combo->currentIndex() >= 0 ? combo->currentIndex() : combo->count() > 0 ? 0 : -1);
    if (combo->findData(value) < 0) combo->addItem(text, value);
    combo->setCurrentIndex(combo->findData(value));
}

void SourceCard::setDatasets(std::vector<DatasetInfo> datasets) {
    const QString before = m_data->currentData().toString();
    m_datasets = std::move(datasets);
    m_data->clear();
    for (const DatasetInfo& info : m_datasets)
        m_data->addItem(toQString(info.record.name), toQString(info.record.name));
    // A file is kept as it was; a dataset that is gone is not.
    const bool isFile = before.contains(QLatin1Char('/'));
    choose(m_data, isFile || m_data->findData(before) >= 0 ? before : QString(), before);
    describeChoice();
}

void SourceCard::setModels(std::vector<ModelInfo> models, const std::vector<RunRecord>& runs) {
    const QString before = m_model->currentData().toString();
    m_models = std::move(models);
    std::erase_if(m_models,
                  [](const ModelInfo& info) { return !info.installed || !info.supported || !info.problem.empty(); });
    m_model->clear();
    for (const ModelInfo& info : m_models)
        m_model->addItem(tr("%1 (%2)").arg(toQString(info.title), shortCount(info.parameters)),
                         toQString(info.reference));
    if (!m_models.empty() && !runs.empty()) m_model->insertSeparator(m_model->count());
    for (const RunRecord& run : runs)
        m_model->addItem(tr("Run %1: %2").arg(run.id).arg(runTitle(run.recipe)), QStringLiteral("run:%1").arg(run.id));
    choose(m_model, before, modelShort(toStdString(before)));
    describeChoice();
}

void SourceCard::setRecipe(const Recipe& recipe) {
    choose(m_data, toQString(recipe.data.train), dataShort(recipe.data.train));
    choose(m_model, toQString(recipe.model), modelShort(recipe.model));
    m_name->setText(toQString(recipe.name));
    describeChoice();
}

void SourceCard::apply(Recipe& recipe) const {
    const std::string chosen = toStdString(m_data->currentData().toString());
    if (const DatasetInfo* info = dataset(); info && chosen != recipe.data.train) {
        recipe.data = {};
        recipe.data.textColumn = info->record.mapping.text;
        recipe.data.pairColumn = info->record.mapping.pair;
        recipe.data.labelColumn = info->record.mapping.label;
        recipe.task = info->record.task.empty() ? "classification" : info->record.task;
    }
    recipe.data.train = chosen;
    recipe.model = toStdString(m_model->currentData().toString());
    recipe.name = toStdString(m_name->text().trimmed());
}

const DatasetInfo* SourceCard::dataset() const {
    const std::string name = toStdString(m_data->currentData().toString());
    const auto found = std::find_if(m_datasets.begin(), m_datasets.end(),
                                    [&](const DatasetInfo& info) { return info.record.name == name; });
    return found == m_datasets.end() ? nullptr : &*found;
}

const ModelInfo* SourceCard::model() const {
    const std::string reference = toStdString(m_model->currentData().toString());
    const auto found = std::find_if(m_models.begin(), m_models.end(),
                                    [&](const ModelInfo& info) { return info.reference == reference; });
    return found == m_models.end() ? nullptr : &*found;
}

void SourceCard::describeChoice() {
    const QLocale locale;
    QString said;
    if (const DatasetInfo* info = dataset()) {
        const ColumnMapping& mapping = info->record.mapping;
        QStringList columns {tr("text ← %1").arg(toQString(mapping.text))};
        if (!mapping.pair.empty()) columns += tr("pair ← %1").arg(toQString(mapping.pair));
        if (!mapping.label.empty()) columns += tr("label ← %1").arg(toQString(mapping.label));
        said = tr("%Ln row(s)", nullptr, static_cast<int>(info->record.rows)) + QStringLiteral(" · ")
            + columns.join(QStringLiteral(" · "));
        const bool split = info->train + info->validation + info->test > 0;
        said += QStringLiteral(" · ")
            + (split ? tr("split %1 / %2 / %3")
                           .arg(locale.toString(qlonglong(info->train)), locale.toString(qlonglong(info->validation)),
                                locale.toString(qlonglong(info->test)))
                     : tr("not split: 80 / 10 / 10 %"));
    }
    m_dataField->setHint(said);
    QString about;
    if (const ModelInfo* info = model())
        about = tr("%1 · %2 layers of %3 · up to %4 tokens")
                    .arg(toQString(info->family))
                    .arg(info->layers)
                    .arg(info->hiddenSize)
                    .arg(info->maxPositions);
    m_modelField->setHint(about);
}

}
