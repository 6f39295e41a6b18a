// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/strategy_diagram.h"

#include "ui/widgets/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace espalier {

namespace {

constexpr int kBarHeight = 8, kGap = 3;
constexpr std::int64_t kMostBars = 8; ///< deeper models are drawn with fewer bars

QColor mixed(const QColor& low, const QColor& high, double share) {
    const auto between = [&](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return {between(low.red(), high.red()), between(low.green(), high.green()), between(low.blue(), high.blue())};
}

}

StrategyDiagram::StrategyDiagram(QWidget* parent) : QWidget(parent), m_rates(layerRates("full", 6, 1)) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StrategyDiagram::setRates(std::vector<double> rates) {
    m_rates = std::move(rates);
    updateGeometry();
    update();
}

QSize StrategyDiagram::sizeHint() const {
    return {120, static_cast<int>(m_rates.size()) * (kBarHeight + kGap) - kGap};
}

void StrategyDiagram::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const Theme& theme = Theme::instance();
    int y = 0;
    for (const double rate : m_rates) {
        painter.setBrush(rate <= 0
                             ? theme.color(Tone::Line)
                             : mixed(theme.color(Tone::AccentSoft), theme.color(Tone::Accent), 0.15 + 0.85 * rate));
        painter.drawRoundedRect(QRectF(0, y, width(), kBarHeight), 3, 3);
        y += kBarHeight + kGap;
    }
}

std::vector<double> layerRates(const std::string& strategy, std::int64_t layers, double decay) {
    const auto bars = std::clamp<std::int64_t>(layers, 1, kMostBars - 2);
    std::vector<double> rates(static_cast<std::size_t>(bars) + 2, strategy == "full" ? 1.0 : 0.0);
    rates.front() = 1;
    if (strategy != "discriminative") return rates;
    // Drawn by the true depth, so that twelve layers on six bars fade as far as they do in training.
    for (std::size_t bar = 1; bar < rates.size(); ++bar)
        rates[bar] = std::pow(
            decay, static_cast<double>(bar) * static_cast<double>(layers + 1) / static_cast<double>(bars + 1));
    return rates;
}

}
