// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/common/field.h"

#include "ui/widgets/kit.h"
#include "ui/widgets/repolish.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace espalier {

Field::Field(const QString& label, QWidget* control, QWidget* parent) : QWidget(parent), m_control(control) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    m_label = new QLabel(label, this);
    m_label->setBuddy(control);
    m_line = mutedLabel({}, this);
    m_line->hide();
    layout->addWidget(m_label);
    layout->addWidget(control);
    layout->addWidget(m_line);
    layout->addStretch(1);
    control->setAccessibleName(QString(label).remove(QLatin1Char('&')));
}

void Field::setButton(QWidget* button) {
    m_button = button;
    auto* column = static_cast<QVBoxLayout*>(layout());
    const int place = column->indexOf(m_control);
    column->removeWidget(m_control);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_control, 1);
    row->addWidget(button);
    column->insertLayout(place, row);
    setTabOrder(m_control, button);
}

void Field::setHint(const QString& hint) {
    m_hint = hint;
    showLine();
}

void Field::setProblem(const QString& problem) {
    m_problem = problem;
    showLine();
}

void Field::showLine() {
    const QString colour = Theme::instance().color(Tone::Bad).name();
    m_line->setText(m_problem.isEmpty()
                        ? m_hint.toHtmlEscaped()
                        : QStringLiteral("<span style=\"color:%1\">%2</span>").arg(colour, m_problem.toHtmlEscaped()));
    m_line->setVisible(!m_hint.isEmpty() || !m_problem.isEmpty());
    setStyleProperty(m_control, "invalid", !m_problem.isEmpty());
    m_control->setAccessibleDescription(m_problem.isEmpty() ? m_hint : m_problem);
}

}
