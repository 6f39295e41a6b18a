// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace espalier::test {

/// Widgets of `root` that Tab can come to: visible, enabled, with Qt::TabFocus.
QList<QWidget*> focusables(const QWidget* root);

/// Those a screen reader has no name for, each described by class, object name and parents; empty: all is well.
QStringList namelessFocusables(const QWidget* root);

}
