// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/kit.h"

class QComboBox;

namespace espalier {

class NumberEdit;

/// Above the cards while a race is set up: what it is, its budget, and its start.
class RaceBar : public Card {
    Q_OBJECT
public:
    explicit RaceBar(QWidget* parent = nullptr);
    /// The strategies that are ticked.
    void setStrategies(std::vector<std::string> strategies);
    /// Of the race as it stands; a budget that is no number is 0.
    RaceOptions options() const;

Q_SIGNALS:
    void startRequested();
    void closed();

private:
    void update();
    std::vector<std::string> m_strategies;
    NumberEdit* m_budget;
    QComboBox* m_unit;
    QPushButton *m_start, *m_close;
    QLabel* m_state;
};

}
