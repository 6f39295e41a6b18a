// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation_rail.h"

#include "ui/widgets/kit.h"
#include "ui/widgets/repolish.h"
#include "ui/widgets/status_dot.h"

#include <QButtonGroup>
#include <QEvent>
#include <QVBoxLayout>

namespace espalier {

namespace {

constexpr int kWidth = 188;

QHBoxLayout* brand(QWidget* parent) {
    auto* logo = new IconLabel(QStringLiteral("sprout"), Tone::Accent, 22, parent);
    auto* name = new QLabel(QStringLiteral("Espalier"), parent);
    setKind(name, "brand");
    auto* row = new QHBoxLayout;
    row->setContentsMargins(10, 2, 10, 14);
    row->setSpacing(9);
    row->addWidget(logo);
    row->addWidget(name, 1);
    return row;
}

}

NavigationRail::NavigationRail(QWidget* parent) :
    QFrame(parent), m_top(new QVBoxLayout), m_bottom(new QVBoxLayout), m_group(new QButtonGroup(this)), m_network(mutedLabel({}, this)),
    m_machine(mutedLabel({}, this)) {
    setKind(this, "rail");
    setFixedWidth(kWidth);
    m_group->setExclusive(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 14, 10, 14);
    column->setSpacing(2);
    column->addLayout(brand(this));
    m_top->setSpacing(2);
    m_bottom->setSpacing(2);
    column->addLayout(m_top);
    column->addStretch(1);
    column->addLayout(m_bottom);
    auto* light = new QHBoxLayout;
    light->setContentsMargins(10, 4, 4, 0);
    light->setSpacing(6);
    light->addWidget(new StatusDot(Tone::Accent, this));
    light->addWidget(m_network, 1);
    column->addLayout(light);
    m_machine->setContentsMargins(10, 0, 4, 0);
    column->addWidget(m_machine);
    for (auto* label : {m_network, m_machine}) setKind(label, "caption");
}

void NavigationRail::addPage(const QString& id, const QString& title, const QString& icon, bool atBottom) {
    auto* button = new QPushButton(this);
    setKind(button, "nav");
    button->setObjectName(QStringLiteral("nav.") + id);
    button->setCheckable(true);
    button->setCursor(Qt::PointingHandCursor);
    button->setIcon(toneIcon(icon));
    button->setIconSize({18, 18});
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_group->addButton(button);
    (atBottom ? m_bottom : m_top)->addWidget(button);
    m_buttons.insert(id, button);
    setTitle(id, title);
    connect(button, &QPushButton::clicked, this, [this, id] { Q_EMIT chosen(id); });
}

void NavigationRail::setTitle(const QString& id, const QString& title) {
    auto* button = m_buttons.value(id);
    // A little room between icon and text, which the style has no setting for.
    button->setText(QStringLiteral("  ") + title);
    QString plain = title;
    button->setAccessibleName(plain.remove(QLatin1Char('&')));
}

void NavigationRail::setCurrent(const QString& id) {
    auto* button = m_buttons.value(id);
    if (!button) return;
    button->setChecked(true);
    // The keyboard's place goes along, where it is in the rail.
    for (const auto* other : std::as_const(m_buttons))
        if (other->hasFocus() && other != button) return button->setFocus();
}

void NavigationRail::setMachine(const QString& text) { m_machine->setText(text); }

void NavigationRail::setNetwork(const QString& text) { m_network->setText(text); }

void NavigationRail::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() != QEvent::LayoutDirectionChange) return;
    setStyleProperty(this, "rightToLeft", layoutDirection() == Qt::RightToLeft);
    for (auto* button : std::as_const(m_buttons)) setStyleProperty(button, "rightToLeft", layoutDirection() == Qt::RightToLeft);
}

}
