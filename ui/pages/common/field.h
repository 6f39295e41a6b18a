// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace espalier {

/// A control with its label above (the control's buddy and accessible name) and a muted line beneath.
class Field : public QWidget {
    Q_OBJECT
public:
    Field(const QString& label, QWidget* control, QWidget* parent = nullptr);
    void setHint(const QString& hint);
    /// Says what is wrong with the value in place of the hint; empty: nothing.
    void setProblem(const QString& problem);
    /// Puts a button beside the control, next in the order of Tab.
    void setButton(QWidget* button);
    QWidget* control() const { return m_control; }
    QWidget* lastControl() const { return m_button ? m_button : m_control; } ///< of those that Tab stops at

private:
    void showLine();
    QWidget *m_control, *m_button = nullptr;
    QLabel *m_label, *m_line;
    QString m_hint, m_problem;
};

}
