// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_theme.h"

#include "ui/widgets/theme.h"

#include "ui/plots/qcp.h"

namespace espalier {

QFont captionFont(const QFont& base) {
    QFont font = base;
    font.setPixelSize(11);
    return font;
}

void themeAxis(QCPAxis* axis, bool withGrid) {
    const auto& theme = Theme::instance();
    axis->setBasePen(withGrid ? QPen(Qt::NoPen) : QPen(theme.color(Tone::Line)));
    axis->setTickPen(Qt::NoPen);
    axis->setSubTickPen(Qt::NoPen);
    axis->setTickLabelColor(theme.color(Tone::Muted));
    axis->setLabelColor(theme.color(Tone::Muted));
    axis->setTickLabelFont(captionFont(axis->parentPlot()->font()));
    axis->setLabelFont(captionFont(axis->parentPlot()->font()));
    axis->setTickLabelPadding(6);
    axis->setLabelPadding(3);
    axis->grid()->setVisible(withGrid);
    axis->grid()->setPen(QPen(theme.color(Tone::Track)));
    axis->grid()->setZeroLinePen(Qt::NoPen);
    axis->grid()->setSubGridVisible(false);
}

void themePlot(QCustomPlot* plot) {
    plot->setBackground(QBrush(Theme::instance().color(Tone::Surface)));
    plot->setLocale(QLocale());
    themeAxis(plot->xAxis, false);
    themeAxis(plot->yAxis, true);
    themeAxis(plot->xAxis2, false);
    themeAxis(plot->yAxis2, true);
}

}
