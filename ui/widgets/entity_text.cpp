// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/entity_text.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace espalier {

namespace {

constexpr int kPaddingX = 7, kPaddingY = 3, kLineGap = 9, kNameGap = 5;
constexpr int kTextPixels = 17, kNamePixels = 11;
constexpr qsizetype kMostCharacters = 20'000; ///< of a whole book, the beginning

QFont textFont(const QFont& base) {
    QFont font = base;
    font.setPixelSize(kTextPixels);
    return font;
}

QFont nameFont(const QFont& base) {
    QFont font = base;
    font.setPixelSize(kNamePixels);
    font.setBold(true);
    return font;
}

QColor ground(Tone tone) {
    const QColor ink = Theme::instance().color(tone), paper = Theme::instance().color(Tone::Surface);
    const auto mixed = [](int a, int b) { return static_cast<int>(std::lround(0.84 * a + 0.16 * b)); };
    return {mixed(paper.red(), ink.red()), mixed(paper.green(), ink.green()), mixed(paper.blue(), ink.blue())};
}

/// The text in parts that stay together: words, blanks, and the entities' words, each with the span it belongs to.
struct Part {
    QString text;
    int span;
    bool last; ///< of its span
    bool isBreak() const { return text == QLatin1String("\n"); }
    bool isBlank() const { return isBreak() || text == QLatin1String(" "); }
};

std::vector<Part> partsOf(const QString& text, const std::vector<MarkedSpan>& spans) {
    std::vector<Part> parts;
    const auto cut = [&](qsizetype from, qsizetype to, int span) {
        qsizetype begin = from;
        for (qsizetype i = from; i <= to; ++i) {
            const bool blank = i < to && text[i].isSpace();
            if (i < to && !blank) continue;
            if (begin < i) parts.push_back({text.mid(begin, i - begin), span, false});
            if (blank) parts.push_back({text[i] == QLatin1Char('\n') ? QStringLiteral("\n") : QStringLiteral(" "), span, false});
            begin = i + 1;
        }
        if (span >= 0 && !parts.empty()) parts.back().last = true;
    };
    qsizetype done = 0;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const qsizetype start = std::max(done, spans[i].start), end = std::min(spans[i].end, text.size());
        if (start >= end) continue;
        cut(done, start, -1);
        cut(start, end, static_cast<int>(i));
        done = end;
    }
    cut(done, text.size(), -1);
    return parts;
}

}

EntityText::EntityText(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

Tone EntityText::toneOf(const QString& name) {
    constexpr Tone tones[] = {Tone::Blue, Tone::Green, Tone::Orange, Tone::Purple, Tone::Vermilion};
    return m_tones.try_emplace(name, tones[m_tones.size() % std::size(tones)]).first->second;
}

void EntityText::setMarked(const QString& text, std::vector<MarkedSpan> spans) {
    m_text = text.left(kMostCharacters);
    m_spans = std::move(spans);
    QStringList spoken;
    for (const MarkedSpan& span : m_spans) {
        toneOf(span.name);
        spoken << tr("%1: %2").arg(span.name, m_text.mid(span.start, span.end - span.start));
    }
    setAccessibleDescription(spoken.isEmpty() ? tr("no entity") : spoken.join(QStringLiteral(", ")));
    m_pieces = arrange(width(), nullptr);
    setMinimumHeight(heightForWidth(width()));
    updateGeometry();
    update();
}

std::vector<EntityText::Piece> EntityText::arrange(int width, int* height) const {
    const QFontMetrics metrics(textFont(font())), names(nameFont(font()));
    const int line = metrics.height() + 2 * kPaddingY;
    std::vector<Piece> pieces;
    int x = 0, y = 0;
    const auto place = [&](const QString& text, int wide, int span, bool isName) {
        pieces.push_back({QRect(x, y, wide, line), text, span, isName, false, false});
        x += wide;
    };
    const std::vector<Part> parts = partsOf(m_text, m_spans);
    const auto starts = [&](std::size_t i) { return parts[i].span >= 0 && (i == 0 || parts[i - 1].span != parts[i].span); };
    const auto nameOf = [&](const Part& part) {
        return part.last ? m_spans[static_cast<std::size_t>(part.span)].name : QString();
    };
    const auto named = [&](const Part& part) {
        return part.last ? kNameGap + names.horizontalAdvance(nameOf(part)) + kPaddingX : 0;
    };
    const auto wide = [&](std::size_t i) { return metrics.horizontalAdvance(parts[i].text) + (starts(i) ? kPaddingX : 0); };
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = parts[i];
        // A word that an entity ends within stays on one line, where a line is long enough.
        int word = 0, own = wide(i) + named(part);
        for (std::size_t k = i; k < parts.size() && !parts[k].isBlank(); ++k) word += wide(k) + named(parts[k]);
        const bool begins = i == 0 || parts[i - 1].isBlank();
        const int needed = begins && word <= width ? word : own;
        if (part.isBreak() || (x > 0 && !part.isBlank() && x + needed > width)) {
            x = 0;
            y += line + kLineGap;
        }
        if (part.isBreak() || (part.isBlank() && x == 0)) continue;
        place(part.text, wide(i), part.span, false);
        pieces.back().first = starts(i);
        if (!part.last) continue;
        place(nameOf(part), named(part), part.span, true);
        pieces.back().last = true;
    }
    if (isRightToLeft())
        for (Piece& piece : pieces)
            piece.place.moveLeft(width - piece.place.right() - 1);
    if (height) *height = y + line;
    return pieces;
}

int EntityText::heightForWidth(int width) const {
    int height = 0;
    arrange(std::max(120, width), &height);
    return height;
}

QSize EntityText::sizeHint() const {
    return {400, heightForWidth(std::max(400, width()))};
}

void EntityText::resizeEvent(QResizeEvent*) {
    m_pieces = arrange(width(), nullptr);
    setMinimumHeight(heightForWidth(width()));
}

void EntityText::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = Theme::instance();
    for (const Piece& piece : m_pieces) {
        if (!piece.place.intersects(event->rect())) continue;
        const Tone tone = piece.span < 0 ? Tone::Text : m_tones.at(m_spans[static_cast<std::size_t>(piece.span)].name);
        if (piece.span >= 0) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(ground(tone));
            // Only the ends of an entity are round: the pieces between them touch.
            painter.drawRoundedRect(piece.place, 5, 5);
            if (!piece.first) painter.drawRect(piece.place.adjusted(0, 0, -piece.place.width() / 2, 0));
            if (!piece.last) painter.drawRect(piece.place.adjusted(piece.place.width() / 2, 0, 0, 0));
        }
        painter.setFont(piece.isName ? nameFont(font()) : textFont(font()));
        painter.setPen(theme.color(piece.isName ? tone : Tone::Text));
        const QRect inside = piece.place.adjusted(piece.isName ? kNameGap : piece.first ? kPaddingX : 0, 0, 0, 0);
        painter.drawText(isRightToLeft() ? piece.place : inside, Qt::AlignLeft | Qt::AlignVCenter, piece.text);
    }
}

bool EntityText::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    for (const Piece& piece : m_pieces) {
        if (piece.span < 0 || !piece.place.contains(help->pos())) continue;
        const MarkedSpan& span = m_spans[static_cast<std::size_t>(piece.span)];
        QToolTip::showText(help->globalPos(), tr("%1, score %2").arg(span.name, QLocale().toString(span.score, 'f', 3)),
                           this, piece.place);
        return true;
    }
    QToolTip::hideText();
    return true;
}

}
