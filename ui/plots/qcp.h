// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// QCustomPlot's header is written with Qt's short keywords, which our targets do without (they clash with LibTorch's names).
#include <QtPrintSupport/QtPrintSupport>
#include <QtWidgets/QtWidgets>

#include <utility>

#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit
#define foreach(variable, container) for (variable : std::as_const(container))
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach
