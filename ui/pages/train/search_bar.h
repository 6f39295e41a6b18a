// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/train/search_axis_row.h"
#include "ui/widgets/kit.h"

class QComboBox;

namespace espalier {

class Field;
class NumberEdit;

/// While a search is set up: the settings it varies, how many combinations, and after how long the worst are cut.
class SearchBar : public Card {
    Q_OBJECT
public:
    explicit SearchBar(QWidget* parent = nullptr);
    /// The recipe whose settings are varied, and the seconds that a run of it takes; 0: not known.
    void setRecipe(const Recipe& recipe, double runSeconds);
    void focusFirst();
    std::optional<SearchPlan> plan(); ///< nothing where it can't be searched; the card says why

Q_SIGNALS:
    void startRequested();
    void closed();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void addLimits();
    void addAxis();
    void removeAxis(SearchAxisRow* row);
    void update();
    QString check(const SearchPlan& plan); ///< how much it is, or what is wrong: then `m_good` is false
    std::vector<SearchAxisRow*> m_rows;
    QVBoxLayout* m_axes;
    QPushButton *m_add, *m_start, *m_close;
    NumberEdit *m_trials, *m_rounds;
    Field *m_trialsField, *m_roundsField, *m_keepField;
    QComboBox* m_keep;
    QLabel* m_state;
    Recipe m_recipe;
    double m_runSeconds = 0;
    int m_made = 0; ///< rows so far
    bool m_good = false;
};

}
