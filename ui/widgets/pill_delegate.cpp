// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pill.h"

#include <QApplication>
#include <QPainter>

namespace espalier {

namespace {

constexpr int kPadding = 9, kHeight = 18, kIndent = 10;

QFont pillFont(const QFont& base) {
    QFont font = base;
    font.setPixelSize(11);
    font.setWeight(QFont::Medium);
    return font;
}

}

void PillDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    const QString text = ground.text;
    ground.text.clear();
    const auto* style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);
    if (text.isEmpty()) return;

    const QFont font = pillFont(option.font);
    const QFontMetrics metrics(font);
    const int room = option.rect.width() - 2 * kIndent;
    const QString shown = metrics.elidedText(text, Qt::ElideRight, room - 2 * kPadding);
    const QSize size(metrics.horizontalAdvance(shown) + 2 * kPadding, kHeight);
    const QRect inner = option.rect.adjusted(kIndent, 0, -kIndent, 0);
    const QRect box = QStyle::alignedRect(option.direction, Qt::AlignLeading | Qt::AlignVCenter, size, inner);
    const auto tone = index.data(kToneRole);
    const auto colours = pillTones(tone.isValid() ? Tone(tone.toInt()) : Tone::Muted);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::instance().color(colours.ground));
    painter->drawRoundedRect(box, kHeight / 2.0, kHeight / 2.0);
    painter->setFont(font);
    painter->setPen(Theme::instance().color(colours.text));
    painter->drawText(box, Qt::AlignCenter, shown);
    painter->restore();
}

QSize PillDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QString text = index.data(Qt::DisplayRole).toString();
    return {QFontMetrics(pillFont(option.font)).horizontalAdvance(text) + 2 * (kPadding + kIndent), kHeight + 8};
}

}
