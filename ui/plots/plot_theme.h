// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCustomPlot;
class QCPAxis;
class QFont;

namespace espalier {

/// Gives a plot the theme's colours, the caption font, hairline grid and the locale's numbers.
void themePlot(QCustomPlot* plot);
void themeAxis(QCPAxis* axis, bool withGrid);
QFont captionFont(const QFont& base);

}
