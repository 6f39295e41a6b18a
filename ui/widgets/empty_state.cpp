// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/kit.h"
#include "ui/widgets/status_dot.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace espalier {

EmptyState::EmptyState(const QString& iconName, const QString& title, const QString& text, QWidget* parent) :
    QWidget(parent), m_title(boldLabel({}, this)), m_text(mutedLabel({}, this)), m_layout(new QVBoxLayout(this)) {
    auto* icon = new IconLabel(iconName, Tone::Muted, 32, this);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setMaximumWidth(420);
    m_text->setMinimumWidth(180);
    m_layout->setSpacing(8);
    m_layout->addStretch(1);
    m_layout->addWidget(icon, 0, Qt::AlignHCenter);
    m_layout->addWidget(m_title);
    // Centred by stretches: with an alignment the layout would not ask how high the wrapped text is.
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_text);
    row->addStretch(1);
    m_layout->addLayout(row);
    m_layout->addStretch(1);
    setTexts(title, text);
}

void EmptyState::setTexts(const QString& title, const QString& text) {
    m_title->setText(title);
    m_text->setText(text);
    m_text->setFixedWidth(qBound(180, m_text->fontMetrics().horizontalAdvance(text) + 8, 420));
}

QPushButton* EmptyState::addButton(const QString& text, bool primary) {
    auto* button = primary ? primaryButton(text, this) : quietButton(text, this);
    m_layout->insertWidget(m_layout->count() - 1, button, 0, Qt::AlignHCenter);
    return button;
}

}
