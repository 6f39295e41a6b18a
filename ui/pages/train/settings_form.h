// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/pages/train/strategy_fields.h"

#include <QWidget>

#include <map>
#include <vector>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QToolButton;

namespace espalier {

class Field;
class NumberEdit;

/// The settings of a run, four in a row, with their usual ranges; what is seldom changed hides under More.
class SettingsForm : public QWidget {
    Q_OBJECT
public:
    explicit SettingsForm(QWidget* parent = nullptr);
    /// Fills the form; the strategy decides which further settings there are.
    void setRecipe(const Recipe& recipe);
    /// Offers what a task has: its metrics, and pooling where there is one.
    void setTask(const std::string& task);
    /// Writes what stands in the form into `recipe`; what can't be read as a number is left as it was.
    void apply(Recipe& recipe) const;
    /// Marks fields whose text is no number, and those that findings name; returns the findings that name none of ours.
    std::vector<RecipeFinding> mark(const std::vector<RecipeFinding>& findings);
    bool readable() const; ///< every text is a number
    Field* field(const std::string& name) const; ///< of a number of the recipe

Q_SIGNALS:
    void changed();
    void moreShown(bool shown); ///< the settings that are seldom changed

private:
    struct Number {
        Field* field;
        NumberEdit* edit;
        bool everyday;
        bool applies = true; ///< to the task
    };
    struct Choice {
        Field* field;
        QComboBox* combo;
        bool everyday;
        bool applies; ///< to the task
    };
    void addNumbers();
    void addChoices();
    void addChoice(const char* name, const QString& label, const QString& hint, bool everyday,
                   const std::vector<std::pair<std::string, QString>>& values);
    void addCheckpointing();
    void showStrategy(const Recipe::Strategy& strategy);
    void arrange();

    std::vector<std::pair<std::string, Number>> m_numbers; ///< in the order shown
    std::vector<std::pair<std::string, Choice>> m_choices;
    QCheckBox* m_checkpointing;
    Field* m_checkpointingField;
    std::vector<StrategyField> m_strategy; ///< settings of the chosen strategy
    std::string m_strategyKind, m_task;
    QGridLayout* m_grid;
    QToolButton* m_more;
};

}
