// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/race_bar.h"

#include "ui/pages/common/number_edit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace espalier {

namespace {

constexpr double kUsualSteps = 200, kUsualSeconds = 60;
const QString kSteps = QStringLiteral("steps"), kSeconds = QStringLiteral("seconds");

}

RaceBar::RaceBar(QWidget* parent) : Card(parent) {
    setObjectName(QStringLiteral("train.race"));
    setTitle(tr("Race"), tr("tick the strategies below: same data, same seed, one budget for each"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* label = new QLabel(tr("Budget o&f each"), this);
    m_budget = new NumberEdit(NumberKind::Real, this);
    m_budget->setObjectName(QStringLiteral("train.race.budget"));
    m_budget->setBounds(1, 1e7);
    m_budget->setNumber(kUsualSteps);
    m_budget->setFixedWidth(90);
    m_budget->setAccessibleName(tr("Budget of each"));
    label->setBuddy(m_budget);
    m_unit = new QComboBox(this);
    m_unit->setObjectName(QStringLiteral("train.race.unit"));
    m_unit->setAccessibleName(tr("Unit of the budget"));
    m_unit->addItem(tr("steps"), kSteps);
    m_unit->addItem(tr("seconds of training"), kSeconds);
    m_state = mutedLabel({}, this);
    m_close = quietButton(tr("Cancel"), this);
    m_close->setObjectName(QStringLiteral("train.race.close"));
    m_start = primaryButton(tr("Start r&ace"), this);
    m_start->setObjectName(QStringLiteral("train.race.start"));
    for (QWidget* widget : {static_cast<QWidget*>(label), static_cast<QWidget*>(m_budget), static_cast<QWidget*>(m_unit)})
        row->addWidget(widget);
    row->addWidget(m_state, 1);
    row->addWidget(m_close);
    row->addWidget(m_start);
    body()->addLayout(row);
    connect(m_budget, &NumberEdit::numberChanged, this, &RaceBar::update);
    connect(m_unit, &QComboBox::activated, this, [this] {
        m_budget->setNumber(m_unit->currentData() == kSteps ? kUsualSteps : kUsualSeconds);
        update();
    });
    connect(m_start, &QPushButton::clicked, this, &RaceBar::startRequested);
    connect(m_close, &QPushButton::clicked, this, &RaceBar::closed);
    update();
}

void RaceBar::setStrategies(std::vector<std::string> strategies) {
    m_strategies = std::move(strategies);
    update();
}

RaceOptions RaceBar::options() const {
    const double budget = m_budget->number().value_or(0);
    RaceOptions options {.strategies = m_strategies};
    if (m_unit->currentData() == kSteps) options.budgetSteps = static_cast<std::int64_t>(budget);
    else options.budgetSeconds = budget;
    return options;
}

void RaceBar::update() {
    const auto asked = options();
    const bool enough = m_strategies.size() >= 2, budget = asked.budgetSteps > 0 || asked.budgetSeconds > 0;
    m_start->setEnabled(enough && budget);
    m_state->setText(!enough     ? tr("Tick at least two strategies.")
                         : !budget ? tr("The budget is no number.")
                                   : tr("%Ln strategies, one after the other", nullptr, static_cast<int>(m_strategies.size())));
}

}
