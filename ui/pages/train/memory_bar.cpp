// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/memory_bar.h"

#include "ui/bridge/strings.h"
#include "ui/widgets/kit.h"

#include <QPainter>
#include <QPainterPath>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace espalier {

namespace {

constexpr std::array<Tone, 4> kPartTones {Tone::Blue, Tone::Orange, Tone::Purple, Tone::Green};

std::array<std::int64_t, 4> parts(const Estimate& estimate) {
    return {estimate.weightBytes, estimate.gradientBytes, estimate.optimizerBytes, estimate.activationBytes};
}

}

class MemoryBar::Bar : public QWidget {
public:
    explicit Bar(QWidget* parent) : QWidget(parent) { setFixedHeight(14); }
    Estimate estimate;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPainterPath outline;
        outline.addRoundedRect(rect(), 4, 4);
        painter.setClipPath(outline);
        painter.fillRect(rect(), Theme::instance().color(Tone::Track));
        const double whole
            = static_cast<double>(std::max({estimate.availableBytes, estimate.totalBytes(), std::int64_t {1}}));
        double from = 0;
        for (std::size_t part = 0; part < kPartTones.size(); ++part) {
            const double size = static_cast<double>(parts(estimate)[part]) / whole * width();
            const double x = isRightToLeft() ? width() - from - size : from;
            painter.fillRect(QRectF(x, 0, size, height()), Theme::instance().color(kPartTones[part]));
            from += size;
        }
    }
};

MemoryBar::MemoryBar(QWidget* parent) : QWidget(parent), m_bar(new Bar(this)), m_legend(mutedLabel({}, this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_bar);
    layout->addWidget(m_legend);
    m_bar->setAccessibleName(tr("Memory"));
}

void MemoryBar::setEstimate(const Estimate& estimate) {
    m_estimate = m_bar->estimate = estimate;
    m_known = true;
    recolour();
}

void MemoryBar::clear() {
    m_bar->estimate = {};
    m_known = false;
    m_bar->update();
    m_legend->clear();
}

void MemoryBar::recolour() {
    if (!m_known) return clear();
    const QString names[] = {tr("weights"), tr("gradients"), tr("optimizer"), tr("activations")};
    QStringList rich, plain;
    for (std::size_t part = 0; part < kPartTones.size(); ++part) {
        const QString said = names[part] + QLatin1Char(' ') + byteText(parts(m_estimate)[part]);
        plain += said;
        rich += QStringLiteral("<span style=\"color:%1\">■</span>&nbsp;%2")
                    .arg(Theme::instance().color(kPartTones[part]).name(),
                         said.toHtmlEscaped().replace(QLatin1Char(' '), QStringLiteral("&nbsp;")));
    }
    m_legend->setText(rich.join(QStringLiteral(" &nbsp; ")));
    m_bar->setAccessibleDescription(tr("%1; %2 of %3")
                                        .arg(plain.join(QStringLiteral(", ")), byteText(m_estimate.totalBytes()),
                                             byteText(m_estimate.availableBytes)));
    m_bar->setToolTip(
        tr("%1 of the %2 that are free").arg(byteText(m_estimate.totalBytes()), byteText(m_estimate.availableBytes)));
    m_bar->update();
}

}
