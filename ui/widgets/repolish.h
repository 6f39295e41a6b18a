// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>
#include <QStyle>
#include <QVariant>
#include <QWidget>

namespace espalier {

/// Sets a property that the style sheet looks at, and lets the sheet look again.
inline void setStyleProperty(QWidget* widget, const char* name, const QVariant& value) {
    if (widget->property(name) == value) return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

/// What a widget is in the style sheet: title, muted, primary, tab …
inline void setKind(QWidget* widget, const char* kind) { setStyleProperty(widget, "kit", QLatin1String(kind)); }

}
