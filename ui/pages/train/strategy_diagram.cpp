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

void StrategyDiagram::setRates(std::vector<double> rates, Insertion insertion) {
    m_rates = std::move(rates);
    m_insertion = insertion;
    updateGeometry();
    update();
}

void StrategyDiagram::setStarts(std::vector<double> starts) {
    m_starts = std::move(starts);
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
    for (std::size_t bar = 0; bar < m_rates.size(); ++bar) {
        const double rate = m_rates[bar];
        const double start = bar < m_starts.size() ? std::min(1.0, m_starts[bar]) * width() : 0;
        painter.setBrush(theme.color(Tone::Line));
        if (rate <= 0 || start > 0) painter.drawRoundedRect(QRectF(0, y, width(), kBarHeight), 3, 3);
        painter.setBrush(mixed(theme.color(Tone::AccentSoft), theme.color(Tone::Accent), 0.15 + 0.85 * rate));
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        if (rate > 0) painter.drawRoundedRect(QRectF(mirrored ? 0 : start, y, width() - start, kBarHeight), 3, 3);
        painter.setBrush(theme.color(Tone::Orange));
        paintInsertion(painter, bar, y);
        y += kBarHeight + kGap;
    }
}

/// Orange marks: beside a layer's weights, over its outputs, after it, or before what it reads.
void StrategyDiagram::paintInsertion(QPainter& painter, std::size_t bar, int y) const {
    const bool isHead = bar == 0, isTokens = bar + 1 == m_rates.size();
    if (isHead || isTokens != (m_insertion == Insertion::BeforeTokens)) return;
    switch (m_insertion) {
    case Insertion::None:
        break;
    case Insertion::BesideWeights:
        painter.drawRoundedRect(QRectF(width() - 26, y, 11, kBarHeight), 2, 2);
        painter.drawRoundedRect(QRectF(width() - 12, y, 11, kBarHeight), 2, 2);
        break;
    case Insertion::Scales:
        for (const double share : {0.25, 0.5, 0.75})
            painter.drawEllipse(QPointF(width() * share, y + kBarHeight / 2.0), 3, 3);
        break;
    case Insertion::AfterSublayers:
        painter.drawRect(QRectF(width() * 0.3, y + kBarHeight, width() * 0.4, kGap));
        break;
    case Insertion::BeforeTokens:
    case Insertion::BeforeKeys:
        for (int block = 0; block < 3; ++block)
            painter.drawRoundedRect(QRectF(block * 10, y, 8, kBarHeight), 2, 2);
        break;
    }
}

std::vector<double> layerStarts(const std::string& strategy, std::int64_t layers, double stageShare) {
    const StrategyInfo* info = findStrategyInfo(strategy);
    if (!info || info->drawing.lowerLayers != Learning::Later) return {};
    const auto bars = std::clamp<std::int64_t>(layers, 1, kMostBars - 2);
    std::vector<double> starts;
    for (std::int64_t bar = 0; bar < bars + 2; ++bar) {
        const double depth = static_cast<double>(bar) * static_cast<double>(layers + 1) / static_cast<double>(bars + 1);
        starts.push_back(depth * (stageShare > 0 ? stageShare : 1.0 / static_cast<double>(layers + 2)));
    }
    return starts;
}

std::vector<double> layerRates(const std::string& strategy, std::int64_t layers, double decay) {
    const auto bars = std::clamp<std::int64_t>(layers, 1, kMostBars - 2);
    std::vector<double> rates(static_cast<std::size_t>(bars) + 2, 1.0); // the head always learns
    const StrategyInfo* info = findStrategyInfo(strategy);
    if (!info) return rates;
    const std::size_t top = (static_cast<std::size_t>(bars) + 2) / 3;
    for (std::size_t bar = 1; bar < rates.size(); ++bar) {
        const bool isTokens = bar + 1 == rates.size();
        // Rates that fade do so from the head on; other strategies have a top of their own.
        const bool isTop = bar <= top && info->drawing.lowerLayers != Learning::Slower;
        const Learning learning = isTokens ? info->drawing.embeddings
            : isTop                        ? info->drawing.topLayers
                                           : info->drawing.lowerLayers;
        // By the true depth, so that twelve layers on six bars fade as far as they do in training.
        const double depth = static_cast<double>(bar) * static_cast<double>(layers + 1) / static_cast<double>(bars + 1);
        const bool fades = learning == Learning::Slower || learning == Learning::Later;
        rates[bar] = learning == Learning::Frozen ? 0 : learning == Learning::Partly ? 0.15 : 1;
        if (fades) rates[bar] = std::pow(decay, depth);
    }
    return rates;
}

}
