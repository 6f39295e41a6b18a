// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/strategy_fields.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/field.h"
#include "ui/pages/common/words.h"
#include "ui/pages/train/recipe_fields.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QLineEdit>

namespace espalier {

namespace {

struct StrategyFields {
    Q_DECLARE_TR_FUNCTIONS(StrategyFields)
};

struct Title {
    const char* key;
    const char* text; ///< untranslated
};

constexpr Title kTitles[] = {
    {"layers", QT_TRANSLATE_NOOP("StrategyFields", "Layers")},
    {"decay", QT_TRANSLATE_NOOP("StrategyFields", "Decay a layer")},
    {"stage_epochs", QT_TRANSLATE_NOOP("StrategyFields", "Epochs a stage")},
    {"stage_steps", QT_TRANSLATE_NOOP("StrategyFields", "Steps a stage")},
    {"rank", QT_TRANSLATE_NOOP("StrategyFields", "Rank")},
    {"alpha", QT_TRANSLATE_NOOP("StrategyFields", "Alpha")},
    {"dropout", QT_TRANSLATE_NOOP("StrategyFields", "Dropout inside")},
    {"rslora", QT_TRANSLATE_NOOP("StrategyFields", "rsLoRA")},
    {"dora", QT_TRANSLATE_NOOP("StrategyFields", "DoRA")},
    {"b_rate", QT_TRANSLATE_NOOP("StrategyFields", "Rate of B (LoRA+)")},
    {"targets", QT_TRANSLATE_NOOP("StrategyFields", "Targets")},
    {"feedforward", QT_TRANSLATE_NOOP("StrategyFields", "Scaled at the input")},
    {"reduction", QT_TRANSLATE_NOOP("StrategyFields", "Reduction")},
    {"scale", QT_TRANSLATE_NOOP("StrategyFields", "Scale")},
    {"placement", QT_TRANSLATE_NOOP("StrategyFields", "Placement")},
    {"activation", QT_TRANSLATE_NOOP("StrategyFields", "Activation")},
    {"tokens", QT_TRANSLATE_NOOP("StrategyFields", "Vectors")},
    {"init", QT_TRANSLATE_NOOP("StrategyFields", "Start from")},
    {"text", QT_TRANSLATE_NOOP("StrategyFields", "Initial text")},
    {"projection", QT_TRANSLATE_NOOP("StrategyFields", "Projection")},
    {"projection_size", QT_TRANSLATE_NOOP("StrategyFields", "Width of it")},
};

double numberOf(const Recipe::Strategy& strategy, const std::string& key, double standard) {
    const auto found = strategy.settings.find(key);
    return found == strategy.settings.end() ? standard : found->second;
}

QString textOf(const Recipe::Strategy& strategy, const std::string& key, const std::string& standard) {
    const auto found = strategy.texts.find(key);
    return toQString(found == strategy.texts.end() ? standard : found->second);
}

/// Only what differs from the standard is written down.
void setText(Recipe::Strategy& strategy, const std::string& key, const QString& text, const std::string& standard) {
    const std::string value = toStdString(text);
    if (value == standard) strategy.texts.erase(key);
    else strategy.texts[key] = value;
}

StrategyField numberField(const SettingInfo& info, QWidget* parent, const std::function<void()>& changed) {
    const std::string key = settingKey(info.field);
    const NumberKind kind = info.kind == SettingKind::Whole ? NumberKind::Count : NumberKind::Real;
    auto* edit = new NumberEdit(kind, parent);
    edit->setBounds(info.minimum, info.maximum);
    auto* field = new Field(strategySettingTitle(key), edit, parent);
    field->setHint(usualRangeText(info, kind));
    QObject::connect(edit, &NumberEdit::numberChanged, parent, changed);
    return {key, field,
            [=, standard = info.standard](const Recipe::Strategy& strategy) { edit->setNumber(numberOf(strategy, key, standard)); },
            [=](Recipe::Strategy& strategy) {
                const auto value = edit->number();
                if (value) strategy.settings[key] = *value;
                return value.has_value();
            }};
}

StrategyField switchField(const SettingInfo& info, QWidget* parent, const std::function<void()>& changed) {
    const std::string key = settingKey(info.field);
    auto* box = new QCheckBox(StrategyFields::tr("on"), parent);
    auto* field = new Field(strategySettingTitle(key), box, parent);
    QObject::connect(box, &QCheckBox::toggled, parent, changed);
    return {key, field,
            [=, standard = info.standard](const Recipe::Strategy& strategy) {
                const QSignalBlocker quiet(box);
                box->setChecked(numberOf(strategy, key, standard) != 0);
            },
            [=](Recipe::Strategy& strategy) {
                strategy.settings[key] = box->isChecked() ? 1 : 0;
                return true;
            }};
}

/// A choice; one that may be any text as well is a list to write into.
StrategyField choiceField(const TextSettingInfo& info, std::vector<std::pair<std::string, QString>> values, bool open,
                          QWidget* parent, const std::function<void()>& changed) {
    const std::string key = settingKey(info.field);
    auto* combo = new QComboBox(parent);
    combo->setEditable(open);
    combo->setInsertPolicy(QComboBox::NoInsert);
    combo->setMinimumWidth(64);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const auto& [value, text] : values)
        combo->addItem(text, toQString(value));
    auto* field = new Field(strategySettingTitle(key), combo, parent);
    QObject::connect(combo, &QComboBox::activated, parent, changed);
    if (open) QObject::connect(combo->lineEdit(), &QLineEdit::textEdited, parent, changed);
    const auto value = [=] {
        const QString typed = combo->currentText().trimmed();
        const int listed = combo->findText(typed);
        return listed >= 0 ? combo->itemData(listed).toString() : typed;
    };
    return {key, field,
            [=, standard = info.standard](const Recipe::Strategy& strategy) {
                const QString text = textOf(strategy, key, standard);
                const int listed = combo->findData(text);
                combo->setCurrentIndex(listed);
                if (listed < 0 && open) combo->setEditText(text);
            },
            [=, standard = info.standard](Recipe::Strategy& strategy) {
                setText(strategy, key, value(), standard);
                return true;
            }};
}

StrategyField textField(const TextSettingInfo& info, QWidget* parent, const std::function<void()>& changed) {
    const std::string key = settingKey(info.field);
    auto* edit = new QLineEdit(parent);
    auto* field = new Field(strategySettingTitle(key), edit, parent);
    QObject::connect(edit, &QLineEdit::textEdited, parent, changed);
    return {key, field,
            [=, standard = info.standard](const Recipe::Strategy& strategy) { edit->setText(textOf(strategy, key, standard)); },
            [=, standard = info.standard](Recipe::Strategy& strategy) {
                setText(strategy, key, edit->text(), standard);
                return true;
            }};
}

StrategyField anyTextField(const StrategyInfo& strategy, const TextSettingInfo& info, QWidget* parent,
                           const std::function<void()>& changed) {
    if (!info.choices.empty()) {
        std::vector<std::pair<std::string, QString>> values;
        for (const std::string& choice : info.choices)
            values.emplace_back(choice, engineText(choice));
        return choiceField(info, values, false, parent, changed);
    }
    if (info.field == "strategy.targets") {
        std::vector<std::pair<std::string, QString>> values {{"", StrategyFields::tr("usual ones")}};
        if (strategy.kind == "lora") values.emplace_back("all-linear", StrategyFields::tr("all linear"));
        return choiceField(info, values, true, parent, changed);
    }
    return textField(info, parent, changed);
}

}

QString strategySettingTitle(const std::string& key) {
    for (const Title& title : kTitles)
        if (key == title.key) return StrategyFields::tr(title.text);
    return toQString(key);
}

std::vector<StrategyField> makeStrategyFields(const StrategyInfo& info, QWidget* parent,
                                              const std::function<void()>& changed) {
    std::vector<StrategyField> fields;
    const auto add = [&](StrategyField made, const std::string& explanation) {
        made.field->setToolTip(engineText(explanation));
        made.field->control()->setObjectName(QStringLiteral("train.strategy.") + toQString(made.key));
        made.show({});
        fields.push_back(std::move(made));
    };
    for (const SettingInfo& setting : info.settings)
        add((setting.kind == SettingKind::Switch ? switchField : numberField)(setting, parent, changed), setting.explanation);
    for (const TextSettingInfo& setting : info.texts)
        if (setting.field != "strategy.start_ids") // the same as the text, for programs
            add(anyTextField(info, setting, parent, changed), setting.explanation);
    return fields;
}

}
