// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QHash>

class QButtonGroup;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace espalier {

/// The column at the window's side: brand, pages, Settings, what was sent over the network, and the machine.
class NavigationRail : public QFrame {
    Q_OBJECT
public:
    explicit NavigationRail(QWidget* parent = nullptr);
    void addPage(const QString& id, const QString& title, const QString& icon, bool atBottom);
    void setTitle(const QString& id, const QString& title);
    void setCurrent(const QString& id);
    QPushButton* button(const QString& id) const { return m_buttons.value(id); }
    void setMachine(const QString& text);
    void setNetwork(const QString& text);

Q_SIGNALS:
    void chosen(const QString& id);

protected:
    void changeEvent(QEvent* event) override;

private:
    QVBoxLayout *m_top, *m_bottom;
    QButtonGroup* m_group;
    QHash<QString, QPushButton*> m_buttons;
    QLabel *m_network, *m_machine;
};

}
