// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/fact_list.h"

#include "ui/widgets/kit.h"

#include <QGridLayout>

namespace espalier {

FactList::FactList(QWidget* parent) :
    QWidget(parent), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnMinimumWidth(0, 120);
}

void FactList::setFacts(const QList<Fact>& facts) {
    while (auto* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int row = 0; row < int(facts.size()); ++row) {
        auto* name = mutedLabel(facts[row].name, this);
        auto* value = new QLabel(facts[row].value, this);
        value->setTextFormat(Qt::PlainText);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setWordWrap(true);
        value->setAccessibleName(facts[row].name);
        m_grid->addWidget(name, row, 0, Qt::AlignTop);
        m_grid->addWidget(value, row, 1);
    }
}

}
