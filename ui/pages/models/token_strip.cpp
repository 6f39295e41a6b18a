// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models/token_strip.h"

#include "ui/bridge/strings.h"
#include "ui/widgets/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace espalier {

namespace {

constexpr int kGap = 5, kPaddingX = 7, kPaddingY = 4;
constexpr std::size_t kMostChips = 2000; ///< of a whole book, the beginning

QColor tint(Tone tone) {
    const QColor ink = Theme::instance().color(tone), paper = Theme::instance().color(Tone::Surface);
    const auto mixed = [](int a, int b) { return static_cast<int>(std::lround(0.82 * a + 0.18 * b)); };
    return {mixed(paper.red(), ink.red()), mixed(paper.green(), ink.green()), mixed(paper.blue(), ink.blue())};
}

}

TokenStrip::TokenStrip(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void TokenStrip::setTokens(std::vector<TokenPiece> tokens) {
    m_tokens = std::move(tokens);
    QStringList spoken;
    for (std::size_t i = 0; i < std::min(m_tokens.size(), std::size_t {100}); ++i)
        spoken << toQString(m_tokens[i].token);
    setAccessibleDescription(spoken.join(QLatin1Char(' ')));
    arrange(width(), &m_chips);
    setMinimumHeight(heightForWidth(width()));
    updateGeometry();
    update();
}

int TokenStrip::arrange(int width, std::vector<Chip>* chips) const {
    const QFontMetrics metrics(font());
    const int height = metrics.height() + 2 * kPaddingY;
    int x = 0, y = 0, word = -1;
    std::int32_t end = -1;
    if (chips) chips->clear();
    for (std::size_t i = 0; i < std::min(m_tokens.size(), kMostChips); ++i) {
        const TokenPiece& piece = m_tokens[i];
        // Pieces that touch belong to one word and share its tint.
        if (piece.special || piece.start != end || i == 0) ++word;
        end = piece.special ? -1 : piece.end;
        QString text = toQString(piece.token);
        if (piece.unknown) text += QStringLiteral(" ?");
        text = metrics.elidedText(text, Qt::ElideRight, std::max(40, width - 2 * kPaddingX));
        const int wide = metrics.horizontalAdvance(text) + 2 * kPaddingX;
        if (x > 0 && x + wide > width) {
            x = 0;
            y += height + kGap;
        }
        const int left = isRightToLeft() ? width - x - wide : x;
        if (chips) chips->push_back({QRect(left, y, wide, height), text, word});
        x += wide + kGap;
    }
    return m_tokens.empty() ? 0 : y + height;
}

int TokenStrip::heightForWidth(int width) const {
    return arrange(std::max(80, width), nullptr);
}

QSize TokenStrip::sizeHint() const {
    return {400, heightForWidth(std::max(400, width()))};
}

void TokenStrip::resizeEvent(QResizeEvent*) {
    arrange(width(), &m_chips);
    setMinimumHeight(heightForWidth(width()));
}

void TokenStrip::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = Theme::instance();
    constexpr Tone tones[] = {Tone::Blue, Tone::Green, Tone::Orange, Tone::Purple};
    for (std::size_t i = 0; i < m_chips.size() && i < m_tokens.size(); ++i) {
        const Chip& chip = m_chips[i];
        if (!chip.place.intersects(event->rect())) continue;
        const TokenPiece& piece = m_tokens[i];
        painter.setPen(piece.unknown ? QPen(theme.color(Tone::Bad), 1.5) : QPen(Qt::NoPen));
        painter.setBrush(piece.unknown       ? theme.color(Tone::BadSoft)
                             : piece.special ? theme.color(Tone::Track)
                                             : tint(tones[chip.word % 4]));
        painter.drawRoundedRect(QRectF(chip.place).adjusted(0.75, 0.75, -0.75, -0.75), 5, 5);
        painter.setPen(theme.color(piece.special ? Tone::Muted : Tone::Text));
        painter.drawText(chip.place, Qt::AlignCenter, chip.text);
    }
}

bool TokenStrip::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    for (std::size_t i = 0; i < m_chips.size() && i < m_tokens.size(); ++i) {
        if (!m_chips[i].place.contains(help->pos())) continue;
        const TokenPiece& piece = m_tokens[i];
        const QString kind = piece.unknown ? tr("not in the vocabulary")
            : piece.special                ? tr("added by the tokenizer")
                                           : tr("characters %1–%2").arg(piece.start).arg(piece.end);
        QToolTip::showText(help->globalPos(), tr("%1 · id %2 · %3").arg(toQString(piece.token)).arg(piece.id).arg(kind),
                           this, m_chips[i].place);
        return true;
    }
    QToolTip::hideText();
    return true;
}

}
