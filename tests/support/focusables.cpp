// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/focusables.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QWidget>

namespace espalier::test {

namespace {

QString place(const QWidget* widget) {
    QStringList parts;
    for (auto* w = widget; w && parts.size() < 4; w = w->parentWidget())
        parts.prepend(QString::fromLatin1(w->metaObject()->className()) + (w->objectName().isEmpty() ? QString() : QLatin1Char('#') + w->objectName()));
    return parts.join(QStringLiteral(" > "));
}

}

QList<QWidget*> focusables(const QWidget* root) {
    QList<QWidget*> result;
    for (auto* widget : root->findChildren<QWidget*>()) {
        // A compound's inner part (a spin box's line) hands its focus up and speaks with the compound's name.
        const bool inner = widget->parentWidget() && widget->parentWidget()->focusProxy() == widget;
        const bool internal = widget->objectName().startsWith(QLatin1String("qt_")) || inner;
        if (!internal && widget->isVisibleTo(root) && widget->isEnabledTo(root) && (widget->focusPolicy() & Qt::TabFocus)) result.append(widget);
    }
    return result;
}

QStringList namelessFocusables(const QWidget* root) {
    QStringList nameless;
    for (auto* widget : focusables(root)) {
        auto* accessible = QAccessible::queryAccessibleInterface(widget);
        if (!accessible || accessible->text(QAccessible::Name).trimmed().isEmpty()) nameless.append(place(widget));
    }
    return nameless;
}

}
