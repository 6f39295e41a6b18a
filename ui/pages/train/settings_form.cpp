// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/settings_form.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/field.h"
#include "ui/pages/common/words.h"
#include "ui/pages/train/recipe_fields.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier {

namespace {

constexpr int kColumns = 4;

/// The text of a recipe that a combo stands for.
std::string& choiceValue(Recipe& recipe, const std::string& name) {
    if (name == "pooling") return recipe.pooling;
    if (name == "training.optimizer") return recipe.training.optimizer;
    if (name == "training.schedule") return recipe.training.schedule;
    if (name == "training.class_weights") return recipe.training.classWeights;
    if (name == "training.precision") return recipe.training.precision;
    return recipe.training.earlyStoppingMetric;
}

void explain(Field* field, const SettingInfo* info, NumberKind kind) {
    if (!info) return;
    field->setHint(usualRangeText(*info, kind));
    field->setToolTip(engineText(info->explanation));
    static_cast<NumberEdit*>(field->control())->setBounds(info->minimum, info->maximum);
}

}

SettingsForm::SettingsForm(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(10);
    for (int column = 0; column < kColumns; ++column)
        m_grid->setColumnStretch(column, 1);
    layout->addLayout(m_grid);
    m_more = new QToolButton(this);
    m_more->setObjectName(QStringLiteral("train.more"));
    m_more->setCheckable(true);
    m_more->setAutoRaise(true);
    m_more->setText(tr("More sett&ings"));
    m_more->setArrowType(Qt::DownArrow);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_more, &QToolButton::toggled, this, [this](bool on) {
        m_more->setArrowType(on ? Qt::UpArrow : Qt::DownArrow);
        m_more->setText(on ? tr("Fewer settings") : tr("More sett&ings"));
        arrange();
        Q_EMIT moreShown(on);
    });
    addNumbers();
    addChoices();
    addCheckpointing();
    setRecipe({});
}

void SettingsForm::addNumbers() {
    for (const RecipeField& known : recipeFields()) {
        auto* edit = new NumberEdit(known.kind, this);
        edit->setObjectName(QStringLiteral("train.") + toQString(settingKey(known.name)));
        auto* field = new Field(known.title(), edit, this);
        field->setHint(known.noteText());
        explain(field, findTrainingSetting(known.name), known.kind);
        connect(edit, &NumberEdit::numberChanged, this, &SettingsForm::changed);
        m_numbers.push_back({known.name, {field, edit, known.everyday}});
    }
}

void SettingsForm::addChoices() {
    addChoice("training.schedule", tr("Sched&ule"), tr("after the warm-up"), true,
              {{"linear", tr("linear to 0")},
               {"cosine", tr("cosine to 0")},
               {"cosine-restarts", tr("cosine, again and again")},
               {"polynomial", tr("polynomial to 0")},
               {"inverse-sqrt", tr("inverse square root")},
               {"constant", tr("constant")},
               {"slanted", tr("slanted")}});
    addChoice("training.optimizer", tr("Optimizer"), tr("what a gradient becomes"), false,
              {{"adamw", QStringLiteral("AdamW")},
               {"adam", QStringLiteral("Adam")},
               {"sgd", QStringLiteral("SGD")},
               {"adafactor", QStringLiteral("Adafactor")},
               {"lion", QStringLiteral("Lion")}});
    addChoice("pooling", tr("Poolin&g"), tr("what the head reads"), true,
              {{"cls", tr("first token")}, {"mean", tr("mean of tokens")}});
    addChoice("training.early_stopping_metric", tr("Best by"), tr("which step is kept"), false, {});
    addChoice("training.class_weights", tr("Class weights"), tr("balanced: rare classes count more"), false,
              {{"none", tr("none")}, {"balanced", tr("balanced")}});
    addChoice("training.precision", tr("Precision"), tr("auto: what the device does well"), false,
              {{"auto", tr("auto")},
               {"fp32", QStringLiteral("fp32")},
               {"bf16", QStringLiteral("bf16")},
               {"fp16", QStringLiteral("fp16")}});
}

void SettingsForm::addCheckpointing() {
    m_checkpointing = new QCheckBox(tr("on"), this);
    m_checkpointing->setObjectName(QStringLiteral("train.gradient_checkpointing"));
    m_checkpointingField = new Field(tr("Gradient checkpointing"), m_checkpointing, this);
    m_checkpointingField->setHint(tr("less memory, more time"));
    m_checkpointingField->setToolTip(tr("Layers keep their input alone and compute the rest again going backward."));
    connect(m_checkpointing, &QCheckBox::toggled, this, &SettingsForm::changed);
}

void SettingsForm::addChoice(const char* name, const QString& label, const QString& hint, bool everyday,
                             const std::vector<std::pair<std::string, QString>>& values) {
    auto* combo = new QComboBox(this);
    combo->setObjectName(QStringLiteral("train.") + toQString(settingKey(name)));
    combo->setMinimumWidth(64);
    for (const auto& [value, text] : values)
        combo->addItem(text, toQString(value));
    auto* field = new Field(label, combo, this);
    field->setHint(hint);
    connect(combo, &QComboBox::activated, this, &SettingsForm::changed);
    m_choices.push_back({name, {field, combo, everyday, true}});
}

void SettingsForm::setTask(const std::string& task) {
    if (task == m_task) return;
    m_task = task;
    const TaskInfo* info = findTaskInfo(task);
    for (auto& [name, choice] : m_choices) {
        if (name == "pooling") choice.applies = task != "tokens" && task != "qa";
        if (name == "training.class_weights") choice.applies = !info || heedsSetting(*info, name);
        if (name != "training.early_stopping_metric") continue;
        choice.combo->clear();
        for (const std::string& metric : info ? info->metrics : std::vector<std::string> {"loss"})
            choice.combo->addItem(metricTitle(metric), toQString(metric));
        choice.combo->setCurrentIndex(choice.combo->findData(toQString(standardMetric(task))));
    }
    for (auto& [name, number] : m_numbers)
        number.applies = !info || heedsSetting(*info, name);
    arrange();
}

void SettingsForm::showStrategy(const Recipe::Strategy& strategy) {
    // Fields that stay keep the focus and the place of the cursor.
    if (strategy.kind != m_strategyKind) {
        for (StrategyField& known : m_strategy)
            known.field->deleteLater();
        m_strategy.clear();
        m_strategyKind = strategy.kind;
        if (const StrategyInfo* info = findStrategyInfo(strategy.kind))
            m_strategy = makeStrategyFields(*info, this, [this] { Q_EMIT changed(); });
    }
    for (StrategyField& known : m_strategy)
        known.show(strategy);
}

void SettingsForm::arrange() {
    while (QLayoutItem* item = m_grid->takeAt(0))
        delete item;
    int cell = 0;
    QWidget* before = nullptr;
    const auto place = [&](Field* field, bool shown) {
        field->setVisible(shown);
        if (!shown) return;
        m_grid->addWidget(field, cell / kColumns, cell % kColumns);
        if (before) setTabOrder(before, field->control());
        if (field->lastControl() != field->control()) setTabOrder(field->control(), field->lastControl());
        before = field->lastControl();
        ++cell;
    };
    const bool all = m_more->isChecked();
    for (StrategyField& known : m_strategy)
        place(known.field, true);
    for (const bool everyday : {true, false}) {
        for (auto& [name, number] : m_numbers)
            if (number.everyday == everyday) place(number.field, number.applies && (everyday || all));
        for (auto& [name, choice] : m_choices)
            if (choice.everyday == everyday) place(choice.field, choice.applies && (everyday || all));
    }
    place(m_checkpointingField, all);
    // In the last cell, level with the controls beside it.
    m_grid->addWidget(m_more, cell / kColumns, cell % kColumns, 1, kColumns - cell % kColumns, Qt::AlignLeading | Qt::AlignVCenter);
    if (before) setTabOrder(before, m_more);
}

void SettingsForm::setRecipe(const Recipe& recipe) {
    setTask(recipe.task);
    showStrategy(recipe.strategy);
    for (const RecipeField& known : recipeFields())
        for (auto& [name, number] : m_numbers)
            if (name == known.name) number.edit->setNumber(known.get(recipe));
    {
        const QSignalBlocker quiet(m_checkpointing);
        m_checkpointing->setChecked(recipe.training.gradientCheckpointing);
    }
    Recipe copy = recipe;
    for (auto& [name, choice] : m_choices) {
        const QString value = toQString(choiceValue(copy, name));
        if (choice.combo->findData(value) < 0) choice.combo->addItem(metricTitle(toStdString(value)), value);
        choice.combo->setCurrentIndex(choice.combo->findData(value));
    }
    arrange();
}

void SettingsForm::apply(Recipe& recipe) const {
    Recipe standard; // what does not apply is as if nobody had set it
    for (const RecipeField& known : recipeFields())
        for (const auto& [name, number] : m_numbers) {
            if (name != known.name) continue;
            const auto value = number.applies ? number.edit->number() : known.get(standard);
            if (value && (known.kind != NumberKind::Count || *value >= 0)) known.set(recipe, *value);
        }
    recipe.training.gradientCheckpointing = m_checkpointing->isChecked();
    if (recipe.strategy.kind != m_strategyKind) recipe.strategy.texts.clear(); // those of another strategy
    recipe.strategy.kind = m_strategyKind;
    recipe.strategy.settings.clear();
    for (const StrategyField& known : m_strategy)
        known.read(recipe.strategy);
    for (const auto& [name, choice] : m_choices)
        choiceValue(recipe, name)
            = choice.applies ? toStdString(choice.combo->currentData().toString()) : choiceValue(standard, name);
}

Field* SettingsForm::field(const std::string& name) const {
    const auto found = std::find_if(m_numbers.begin(), m_numbers.end(), [&](const auto& entry) { return entry.first == name; });
    return found == m_numbers.end() ? nullptr : found->second.field;
}

bool SettingsForm::readable() const {
    const auto good = [](const auto& entry) { return entry.second.edit->number().has_value(); };
    Recipe::Strategy ignored;
    return std::all_of(m_numbers.begin(), m_numbers.end(), good)
        && std::all_of(m_strategy.begin(), m_strategy.end(), [&](const StrategyField& known) { return known.read(ignored); });
}

std::vector<RecipeFinding> SettingsForm::mark(const std::vector<RecipeFinding>& findings) {
    std::vector<RecipeFinding> others = findings;
    const auto show = [&](const std::string& name, Field* field, bool isNumber) {
        QString problem = isNumber ? QString() : tr("is no number");
        std::erase_if(others, [&](const RecipeFinding& finding) {
            if (finding.field != name) return false;
            if (problem.isEmpty()) problem = engineText(finding.cure.empty() ? finding.message : finding.cure);
            if (field->isHidden()) m_more->setChecked(true);
            return true;
        });
        field->setProblem(problem);
    };
    for (auto& [name, number] : m_numbers)
        show(name, number.field, number.edit->number().has_value());
    for (StrategyField& known : m_strategy) {
        Recipe::Strategy ignored;
        show("strategy." + known.key, known.field, known.read(ignored));
    }
    for (auto& [name, choice] : m_choices)
        show(name, choice.field, true);
    return others;
}

}
