// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/workbench_style.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

namespace espalier {

WorkbenchStyle::WorkbenchStyle() :
    QProxyStyle(QStringLiteral("Fusion")) {
    qApp->installEventFilter(this);
}

int WorkbenchStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const {
    return hint == SH_UnderlineShortcut ? m_underlined : QProxyStyle::styleHint(hint, option, widget, data);
}

bool WorkbenchStyle::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease) {
        if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt) underline(event->type() == QEvent::KeyPress);
    } else if (event->type() == QEvent::ApplicationDeactivate || event->type() == QEvent::WindowDeactivate) {
        underline(false);       // the release went to another window
    }
    return QProxyStyle::eventFilter(watched, event);
}

void WorkbenchStyle::underline(bool on) {
    if (on == m_underlined) return;
    m_underlined = on;
    for (auto* window : QApplication::topLevelWidgets())
        for (auto* widget : window->findChildren<QWidget*>()) widget->update();
}

}
