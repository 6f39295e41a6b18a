// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/verdict_card.h"

#include "ui/bridge/strings.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace espalier {

VerdictCard::VerdictCard(QWidget* parent) : Card(parent) {
    setTitle(tr("Is that right?"));
    m_right = small(quietButton(tr("Ri&ght"), this));
    m_right->setObjectName(QStringLiteral("playground.right"));
    m_wrong = small(quietButton(tr("Wr&ong, it is"), this));
    m_wrong->setObjectName(QStringLiteral("playground.wrong"));
    m_instead = new QComboBox(this);
    m_instead->setObjectName(QStringLiteral("playground.instead"));
    m_instead->setAccessibleName(tr("The label it should have been"));
    m_instead->setMinimumContentsLength(8);
    m_instead->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    body()->addWidget(m_said = mutedLabel({}, this));
    body()->addWidget(m_right, 0, Qt::AlignLeading);
    auto* row = new QHBoxLayout;
    row->addWidget(m_wrong);
    row->addWidget(m_instead, 1);
    body()->addLayout(row);
    body()->addStretch(1);
    connect(m_right, &QPushButton::clicked, this, [this] { Q_EMIT judged(m_label); });
    connect(m_wrong, &QPushButton::clicked, this, [this] { Q_EMIT judged(m_instead->currentText()); });
    setAnswer({}, {});
}

void VerdictCard::setAnswer(const std::string& label, const std::vector<std::string>& labels) {
    m_label = toQString(label);
    m_instead->clear();
    for (const std::string& other : labels)
        if (other != label) m_instead->addItem(toQString(other));
    m_right->setEnabled(!label.empty());
    m_wrong->setEnabled(!label.empty() && m_instead->count() > 0);
    m_instead->setEnabled(m_wrong->isEnabled());
    setSaid(label.empty() ? tr("Your word on an answer is kept with it.")
                          : tr("Say so, and it is kept with the answer."));
}

void VerdictCard::setSaid(const QString& text) {
    m_said->setText(text);
}

}
